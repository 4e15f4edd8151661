import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { processOptions, statsPageOptions } from '../options.ts'
import { missingDescription } from './missing-description.ts'

function check(ofPage: string | null, ofProcess: string | null): string[] {
  const global = new OptionsStore()
  global.get(processOptions).description = ofProcess
  const options = new OptionsStore()
  options.get(statsPageOptions).description = ofPage
  const lineOf = () => (ofPage === null ? null : { file: 'C', line: 4, column: 0, length: 1 })
  const messages: string[] = []
  missingDescription.run({
    model: { global: { options: global }, proxies: [{ options, lineOf }] } as unknown as Model,
    report: ({ message, span }) => void messages.push(`${span?.line} ${message}`),
  })
  return messages
}

test.each([
  ['', null, ["4 'show-desc' requires a parameter or 'desc' to be set in the global section."]],
  ['', 'a node', []],
  ['a page', null, []],
  [null, null, []],
])('%o with %o in global', (ofPage, ofProcess, expected) => expect(check(ofPage, ofProcess)).toEqual(expected))

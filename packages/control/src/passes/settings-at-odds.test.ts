import { type Model, OptionsStore } from '@weir/keyword'
import { processOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { inertOptions } from '../options.ts'
import { settingsAtOdds } from './settings-at-odds.ts'

function check(lines: readonly (readonly [name: string, value: string])[]): string[] {
  const options = new OptionsStore()
  for (const [name, value] of lines) options.get(inertOptions).values.set(name, value)
  const numberOf = (name: string): number | null => Number(new Map(lines).get(name) ?? Number.NaN) || null
  options.get(processOptions).largeBufferBytes = numberOf('tune.bufsize.large')
  options.get(processOptions).smallBufferBytes = numberOf('tune.bufsize.small')
  const lineOf = (name: string) => {
    const index = lines.findIndex(([other]) => other === name)
    return index < 0 ? null : { file: 'C', line: index + 2, column: 0, length: 1 }
  }
  const messages: string[] = []
  settingsAtOdds.run({
    model: { global: { options, lineOf, span: { file: 'C', line: 1, column: 0, length: 1 } } } as unknown as Model,
    report: ({ severity, message, span }) => void messages.push(`${severity} ${span?.line} ${message}`),
  })
  return messages
}

test.each([
  [[['tune.bufsize.large', '65536']], []],
  [[['tune.bufsize.large', '1024']], [/^warning 2 'tune.bufsize.large' is smaller/]],
  [[['tune.bufsize.small', '1024']], []],
  [[['tune.bufsize.small', '16384']], [/^warning 2 'tune.bufsize.small' is not smaller/]],
  [[['ocsp-update.mindelay', '3600']], []],
  [[['ocsp-update.mindelay', '4000']], [/^alert 2 'ocsp-update.mindelay' \(4000\) is above/]],
  [
    [
      ['ocsp-update.maxdelay', '100'],
      ['tune.ssl.ocsp-update.mindelay', '200'],
    ],
    [/^alert 3 .*\(200\) is above 'ocsp-update.maxdelay' \(100\)/],
  ],
] as const)('%j', (lines, expected) => {
  const messages = check(lines)
  expect(messages).toHaveLength(expected.length)
  for (const [index, message] of messages.entries()) expect(message).toMatch(expected[index]!)
})

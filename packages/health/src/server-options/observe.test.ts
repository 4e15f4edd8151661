import { createParseHost, createVocabulary, WordReader } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'
import { observe } from './observe.ts'

test.each([
  ['', null],
  ['observe none', null],
  ['observe layer4', 'layer4'],
  ['observe layer7', 'layer7'],
])('%s', (option, observes) => {
  expect(readCheckOptions(option).observes).toBe(observes)
})

test.each([
  ['backend', 'http'],
  ['backend', 'tcp'],
  ['peers', undefined],
  ['ring', undefined],
])('layer7 in a section %s of mode %s', (kind, mode) => {
  const warnings: string[] = []
  const word = (text: string) => ({ text, span: null! })
  const reader = new WordReader({
    style: 'line',
    keyword: word('observe'),
    words: [word('layer7')],
    host: createParseHost({ vocabulary: createVocabulary([]), section: { kind, name: 'b', mode } as never }),
    report: ({ message }) => void warnings.push(message),
  })
  expect(observe.params[0].parse(reader)).toBe('layer7')
  expect(warnings).toEqual(mode === 'http' ? [] : ["'layer7' can only be used in http proxies."])
})

test.each(['fastinter', 'fail-check', 'sudden-death', 'mark-down'])('on-error %s', (mode) => {
  expect(readCheckOptions(`on-error ${mode}`).onError).toBe(mode)
})

test('other modes are refused', () => {
  expect(readCheckOptions('').onError).toBe('fail-check')
  expect(() => readCheckOptions('observe layer5')).toThrow("<mode> expects one of 'none', 'layer4', 'layer7'")
  expect(() => readCheckOptions('on-error panic')).toThrow("<mode> expects one of 'fastinter'")
})

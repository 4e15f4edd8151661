import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test.each([
  ['', null],
  ['observe none', null],
  ['observe layer4', 'layer4'],
  ['observe layer7', 'layer7'],
])('%s', (option, observes) => {
  expect(readCheckOptions(option).observes).toBe(observes)
})

test.each(['fastinter', 'fail-check', 'sudden-death', 'mark-down'])('on-error %s', (mode) => {
  expect(readCheckOptions(`on-error ${mode}`).onError).toBe(mode)
})

test('other modes are refused', () => {
  expect(readCheckOptions('').onError).toBe('fail-check')
  expect(() => readCheckOptions('observe layer5')).toThrow("<mode> expects one of 'none', 'layer4', 'layer7'")
  expect(() => readCheckOptions('on-error panic')).toThrow("<mode> expects one of 'fastinter'")
})

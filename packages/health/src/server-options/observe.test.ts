import type { DirectiveSite } from '@weir/keyword'
import { expect, test } from 'vitest'
import { serverCheckOptions } from '../options.ts'
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

test.each(['http', 'tcp'])('layer7 in mode %s', (mode) => {
  const warnings: string[] = []
  const site = { owner: { mode }, warn: (message: string) => void warnings.push(message) } as unknown as DirectiveSite
  observe.apply(serverCheckOptions.create(), ['layer7'], site)
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

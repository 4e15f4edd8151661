import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { capture, inertTlsTunables, keylog } from './tune-ssl.ts'

const keywords: readonly DirectiveKeyword[] = [...capture, keylog, ...inertTlsTunables]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['tune.ssl.capture-buffer-size 100', { captureBytes: 100 }],
  ['tune.ssl.keylog on', { keepsSecrets: true }],
  ['tune.ssl.keylog off', { keepsSecrets: false }],
  ['tune.ssl.cachesize 10', {}],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['tune.ssl.cachesize', 'expects an integer argument'],
  ['tune.ssl.maxrecord -1', 'expects a positive numeric value'],
  ['tune.ssl.keylog x', "expects either 'on' or 'off' but got 'x'"],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})

test('the old name of the capture buffer is worth a warning', () => {
  expect(read('tune.ssl.capture-cipherlist-size 50')).toMatchObject({ record: { captureBytes: 50 }, errors: [] })
  expect(read('tune.ssl.capture-cipherlist-size 50').warnings).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { compressionOptions } from '../compression/options.ts'
import { readLines } from '../testing/lines.ts'

const read = (...lines: string[]) => {
  const { options, complaints } = readLines('frontend', lines)
  return { ...options.get(compressionOptions), complaints }
}

test('lines add up', () => {
  const record = read(
    'compression algo gzip deflate',
    'compression algo-res raw-deflate',
    'compression type Text/HTML text/css',
    'compression type-req text/plain',
    'compression algo-req gzip',
    'compression minsize-res 1k',
    'compression minsize-req 10',
    'compression direction both',
    'compression offload whatever',
  )
  expect(record).toEqual({
    complaints: [],
    isMentioned: true,
    algorithms: ['gzip', 'deflate', 'raw-deflate'],
    requestAlgorithm: 'gzip',
    types: ['text/html', 'text/css'],
    requestTypes: ['text/plain'],
    minBytes: 1024,
    minRequestBytes: 10,
    offloads: true,
    direction: 'both',
  })
})

test('offload means nothing in defaults', () => {
  const { options, complaints } = readLines('defaults', ['compression offload'])
  expect(options.get(compressionOptions)).toMatchObject({ isMentioned: false, offloads: false })
  expect(complaints).toEqual(["warning: 'compression' : 'offload' ignored in 'defaults' section."])
})

test.each([
  ['compression', "'compression' expects 'algo', 'type', 'direction' or 'offload'"],
  ['compression foo', "'compression' expects 'algo', 'type', 'direction' or 'offload'"],
  ['compression algo', "'compression' expects <algorithm>."],
  ['compression algo gzip foo', "'compression' : 'foo' is not a supported algorithm."],
  ['compression algo GZIP', "'compression' : 'GZIP' is not a supported algorithm."],
  ['compression algo-req', "'compression' expects <algorithm>."],
  ['compression type', "'compression' expects <type>."],
  ['compression minsize-res', "'compression' expects <size>."],
  ['compression direction up', "'compression' expects 'request', 'response', or 'both'."],
])('refuses %s', (line, message) => expect(read(line).complaints).toEqual([message]))

/** `compression`: which bodies are packed, and how (manual 4.2). */
import { type ArgumentReader, custom, defineDirective, FAILED, type Failed, size } from '@weir/keyword'
import { type CompressionAlgorithm, compressionAlgorithms } from '../compression/algorithm.ts'
import { type CompressionDirection, type CompressionOptions, compressionOptions } from '../compression/options.ts'

/** What one line changes. */
type Change = (record: CompressionOptions) => void

interface CompressionLine {
  readonly isOffload: boolean
  readonly change: Change
}

const directions: readonly CompressionDirection[] = ['request', 'response', 'both']

const compressionLine = custom(
  'setting',
  'algo <algorithm>… | type <media type>… | algo-req <algorithm> | type-req … | minsize-res <size> | direction … | offload',
  (reader): CompressionLine | Failed => {
    const word = reader.next()
    if (word?.text === 'offload') {
      skipRest(reader)
      return { isOffload: true, change: (record) => void (record.offloads = true) }
    }
    const read = word === null ? undefined : readers[word.text]
    if (read === undefined) return reader.fail("'compression' expects 'algo', 'type', 'direction' or 'offload'")
    const change = read(reader)
    skipRest(reader)
    return change === FAILED ? FAILED : { isOffload: false, change }
  },
)

const readers: Readonly<Record<string, (reader: ArgumentReader) => Change | Failed>> = {
  algo: readAlgorithms,
  'algo-res': readAlgorithms,
  'algo-req'(reader) {
    const algorithm = readAlgorithm(reader)
    if (algorithm === FAILED) return FAILED
    if (algorithm === null)
      return reader.fail("'compression' expects <algorithm>.", { code: 'config/missing-argument' })
    return (record) => void (record.requestAlgorithm = algorithm)
  },
  type: (reader) => readTypes(reader, (record) => record.types),
  'type-res': (reader) => readTypes(reader, (record) => record.types),
  'type-req': (reader) => readTypes(reader, (record) => record.requestTypes),
  'minsize-res': (reader) => readSize(reader, (record, bytes) => void (record.minBytes = bytes)),
  'minsize-req': (reader) => readSize(reader, (record, bytes) => void (record.minRequestBytes = bytes)),
  direction(reader) {
    const text = reader.next()?.text
    const direction = directions.find((each) => each === text)
    if (direction === undefined) return reader.fail("'compression' expects 'request', 'response', or 'both'.")
    return (record) => void (record.direction = direction)
  },
}

function readAlgorithms(reader: ArgumentReader): Change | Failed {
  const found: CompressionAlgorithm[] = []
  for (;;) {
    const algorithm = readAlgorithm(reader)
    if (algorithm === FAILED) return FAILED
    if (algorithm === null) break
    found.push(algorithm)
  }
  if (found.length === 0) return reader.fail("'compression' expects <algorithm>.", { code: 'config/missing-argument' })
  return (record) => void record.algorithms.push(...found)
}

/** Null at the end of the line. */
function readAlgorithm(reader: ArgumentReader): CompressionAlgorithm | null | Failed {
  const word = reader.next()
  if (word === null) return null
  const algorithm = compressionAlgorithms.find((each) => each === word.text)
  return algorithm ?? reader.fail(`'compression' : '${word.text}' is not a supported algorithm.`, { span: word.span })
}

function readTypes(reader: ArgumentReader, listOf: (record: CompressionOptions) => string[]): Change | Failed {
  const types: string[] = []
  for (let word = reader.next(); word !== null; word = reader.next()) types.push(word.text.toLowerCase())
  if (types.length === 0) return reader.fail("'compression' expects <type>.", { code: 'config/missing-argument' })
  return (record) => void listOf(record).push(...types)
}

function readSize(reader: ArgumentReader, set: (record: CompressionOptions, bytes: number) => void): Change | Failed {
  if (reader.peek() === null) return reader.fail("'compression' expects <size>.", { code: 'config/missing-argument' })
  const bytes = size('size').parse(reader)
  return bytes === FAILED ? FAILED : (record) => set(record, bytes)
}

/** As HAProxy, which looks no further on these lines. */
function skipRest(reader: ArgumentReader): void {
  while (reader.next() !== null);
}

export const compression = defineDirective({
  name: 'compression',
  summary: 'Packs bodies for clients, or servers, that can unpack them.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen', 'backend'],
  options: compressionOptions,
  params: [compressionLine],
  apply(record, [{ isOffload, change }], site) {
    if (isOffload && site.section.kind === 'defaults') {
      site.warn("'compression' : 'offload' ignored in 'defaults' section.")
      return
    }
    record.isMentioned = true
    change(record)
  },
})

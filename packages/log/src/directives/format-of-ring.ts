import { custom, defineDirective, duration, parseWrappedInteger, path, rest } from '@weir/keyword'
import { parseLogFrame } from '../log-line.ts'
import { ringOptions } from '../options.ts'
import { logFrames } from '../target.ts'

const sections = ['ring'] as const
const manual = '3.9'

const sizeBytes = custom<number>('bytes', '<bytes>', (reader) => {
  const text = reader.next()?.text ?? ''
  const value = parseWrappedInteger(text, 32) >>> 0
  return value > 0 ? value : reader.fail(`invalid size '${text}' for new sink buffer`)
})

const frame = custom('format', `{ ${logFrames.join(' | ')} }`, (reader) => {
  const text = reader.next()?.text ?? ''
  return parseLogFrame(text) ?? reader.fail(`unknown format '${text}'`)
})

/** What a section `ring` says about its buffer and about how messages are kept in it. */
export const ringSettings = [
  defineDirective({
    name: 'format',
    summary: 'Sets the header that messages are stored with.',
    manual,
    sections,
    options: ringOptions,
    params: [frame],
    apply(record, [value]) {
      record.frame = value
    },
  }),
  defineDirective({
    name: 'maxlen',
    summary: 'Sets the length beyond which a message is cut.',
    manual,
    sections,
    options: ringOptions,
    params: [sizeBytes],
    apply(record, [value]) {
      record.maxLengthBytes = value
    },
  }),
  defineDirective({
    name: 'size',
    summary: 'Sets how many bytes the ring keeps.',
    manual,
    sections,
    options: ringOptions,
    params: [sizeBytes],
    apply(record, [value], site) {
      if (record.backingFile !== null)
        site.complain("cannot resize an already mapped file, please specify 'size' before 'backing-file'")
      else if (value >= record.sizeBytes) record.sizeBytes = value
      else {
        const ring = site.section.name
        site.complain(
          `ignoring new size '${value}' that is smaller than current size '${record.sizeBytes}' for ring '${ring}'`,
        )
      }
    },
  }),
  defineDirective({
    name: 'backing-file',
    summary: 'Keeps the messages in a file too, so that they can be read after a crash.',
    manual,
    sections,
    options: ringOptions,
    params: [path('path')],
    apply(record, [file]) {
      record.backingFile = file
    },
  }),
  defineDirective({
    name: 'description',
    summary: 'Describes the ring in the list that the runtime socket gives.',
    manual,
    sections,
    options: ringOptions,
    params: [rest('text')],
    apply(record, [words], site) {
      if (words.length === 0) site.complain('missing ring description text')
      else record.description = words.map((word) => word.text).join(' ')
    },
  }),
  defineDirective({
    name: 'timeout connect',
    summary: 'Limits how long connecting to a log server may take.',
    manual,
    sections,
    options: ringOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs]) {
      record.connectTimeoutMs = timeoutMs
    },
  }),
  defineDirective({
    name: 'timeout',
    summary: 'Passes over a time that a ring does not have.',
    manual,
    sections,
    options: ringOptions,
    withoutEffect: 'a ring connects to its servers and sends',
    params: [
      custom('words', '[<name> [<timeout>]]', (reader) => {
        reader.note?.("only 'timeout connect' and 'timeout server' are known in a ring")
        while (reader.next() !== null);
        return null
      }),
    ],
    apply() {},
  }),
  defineDirective({
    name: 'timeout server',
    summary: 'Limits how long messages may wait for a log server to take them.',
    manual,
    sections,
    options: ringOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs]) {
      record.serverTimeoutMs = timeoutMs
    },
  }),
]

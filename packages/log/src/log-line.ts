import { type ArgumentReader, custom, expandVariables, FAILED, type Failed, hintAmong } from '@weir/keyword'
import { parseLogDestination } from './destination.ts'
import { parseLogSample } from './sample-ranges.ts'
import { facilities, facilityCode, levelOrdinal, levels } from './severity.ts'
import { type LogFrame, type LogSample, type LogTarget, logFrames } from './target.ts'

const defaultLengthBytes = 1024
const bounds = [80, 65535] as const

const usage =
  '{ global | <target> [len <length>] [format <format>] [sample <ranges>:<size>] [profile <name>] <facility> [level [minlevel]] }'

/** The arguments of a `log` line, in their strict order (manual 3.1). Null when there are none, as after `no`. */
export const logLine = custom<LogTarget | 'global' | null>('target', usage, (reader) => {
  const first = reader.peek()
  if (first === null) return null
  if (first.text === 'global' && reader.peek(1) === null) {
    reader.next()
    return 'global'
  }
  return readTarget(reader)
})

function readTarget(reader: ArgumentReader): LogTarget | Failed {
  const word = reader.next()!
  if (reader.peek() === null) return reader.fail('log : expects <address> and <facility> as arguments')
  const destination = parseLogDestination(expandVariables(word.text, reader.host))
  if ('error' in destination) return reader.fail(`log : ${destination.error}`, { span: word.span })
  const maxLengthBytes = readLength(reader)
  const frame = readFrame(reader)
  const sample = readSample(reader)
  const profile = readProfile(reader)
  if (maxLengthBytes === FAILED || frame === FAILED || sample === FAILED || profile === FAILED) return FAILED
  const facilityWord = reader.next()
  if (facilityWord === null) return reader.fail('log : expects <address> and <facility> as arguments')
  const facility = facilityCode(facilityWord.text)
  if (facility === null) {
    const hint = hintAmong(facilityWord.text, facilities)
    return reader.fail(`log : unknown log facility '${facilityWord.text}'`, { hint })
  }
  const maxLevel = readLevel(reader, 'optional log level', levels.length - 1)
  if (maxLevel === FAILED) return FAILED
  const minLevel = readLevel(reader, 'optional minimum log level', 0)
  if (minLevel === FAILED) return FAILED
  const extra = reader.next()
  if (extra !== null) return reader.fail(`log : cannot handle unexpected argument '${extra.text}'`)
  return { destination, maxLengthBytes, frame, sample, profile, facility, maxLevel, minLevel, span: word.span }
}

function readLength(reader: ArgumentReader): number | Failed {
  if (!take(reader, 'len')) return defaultLengthBytes
  const text = reader.next()?.text ?? ''
  const length = /^[0-9]+$/.test(text) ? Number(text) : 0
  if (length >= bounds[0] && length <= bounds[1]) return length
  return reader.fail(`log : invalid log length '${text}', must be between ${bounds[0]} and ${bounds[1]}`)
}

function readFrame(reader: ArgumentReader): LogFrame | null | Failed {
  if (!take(reader, 'format')) return null
  const text = reader.next()?.text ?? ''
  return parseLogFrame(text) ?? reader.fail(`log : unknown log format '${text}'`, { hint: hintAmong(text, logFrames) })
}

/** The frame of that name, or null. */
export function parseLogFrame(text: string): LogFrame | null {
  return logFrames.find((candidate) => candidate === text) ?? null
}

function readSample(reader: ArgumentReader): LogSample | null | Failed {
  if (!take(reader, 'sample')) return null
  const sample = parseLogSample(reader.next()?.text ?? '')
  return 'error' in sample ? reader.fail(`log : ${sample.error}`) : sample
}

function readProfile(reader: ArgumentReader): string | null | Failed {
  if (!take(reader, 'profile')) return null
  return reader.next()?.text ?? reader.fail("log : expects a name after 'profile'")
}

function readLevel(reader: ArgumentReader, what: string, unset: number): number | Failed {
  const word = reader.next()
  if (word === null) return unset
  return (
    levelOrdinal(word.text) ??
    reader.fail(`log : unknown ${what} '${word.text}'`, { hint: hintAmong(word.text, levels) })
  )
}

function take(reader: ArgumentReader, literal: string): boolean {
  if (reader.peek()?.text !== literal) return false
  reader.next()
  return true
}

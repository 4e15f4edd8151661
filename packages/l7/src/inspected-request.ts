import type { SampleContext } from '@weir/keyword'
import { HeadParser, headLimits } from './h1/head-parser.ts'
import { incomplete, refused } from './h1/outcome.ts'
import { Message } from './message.ts'

interface Reading {
  readonly length: number
  /** Null for what is no request; undefined as long as the head goes on. */
  readonly message: Message | null | undefined
}

/** What the last look at a buffer gave: rules and their conditions ask for the same head again and again. */
const readings = new WeakMap<object, Reading>()
let parser: HeadParser | null = null

/** As HAProxy has it without `tune.maxrewrite`. */
const rewriteBytes = 1024

/** The request whose head the content rules of a TCP proxy have before them, as bytes that are not changed (7.3.6). */
export function inspectedRequest(context: SampleContext): Message | null {
  const buffer = context.stream?.requestBuffer ?? null
  if (buffer === null) return null
  let reading = readings.get(buffer)
  if (reading?.length !== buffer.length) {
    reading = { length: buffer.length, message: readHead(buffer.bytes, buffer.sizeBytes) }
    readings.set(buffer, reading)
  }
  if (reading.message === undefined && context.isFinal !== true) context.isIncomplete = true
  return reading.message ?? null
}

function readHead(bytes: Uint8Array, bufferBytes: number): Message | null | undefined {
  const limits = headLimits(bufferBytes, bufferBytes - rewriteBytes)
  if (parser?.limits.receivedBytes !== limits.receivedBytes) parser = new HeadParser({ ...limits, headerCount: 101 })
  const message = new Message()
  const outcome = parser.parseRequest(bytes, 0, bytes.length, message)
  return outcome === incomplete ? undefined : outcome === refused ? null : message
}

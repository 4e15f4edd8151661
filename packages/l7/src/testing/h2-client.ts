import { FrameReader } from '../h2/frame-reader.ts'
import type { FrameSink } from '../h2/frame-sink.ts'
import {
  connectionPreface,
  flags,
  frameHeader,
  frameHeaderBytes,
  frameTypes,
  writeHeaderFrames,
  writePingAck,
  writeResetStream,
  writeSettings,
  writeSettingsAck,
  writeWindowUpdate,
} from '../h2/frames.ts'
import { HpackDecoder } from '../h2/hpack/decoder.ts'
import { HpackEncoder, HpackOutput } from '../h2/hpack/encoder.ts'
import type { Peer, World } from './world.ts'

type Fields = readonly (readonly [string, string])[]

/** What came on one stream. */
export class H2Answer {
  /** A list of fields for each head, interim ones and trailers included. */
  readonly heads: [string, string][][] = []
  body = ''
  hasEnded = false
  resetCode: number | null = null
  /** The DATA frames, by length. */
  readonly frames: number[] = []

  get status(): string | undefined {
    return this.heads.at(0)?.[0]?.[1]
  }
}

export const getFields: Fields = [
  [':method', 'GET'],
  [':scheme', 'http'],
  [':authority', 'a'],
  [':path', '/'],
]

export const postFields: Fields = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value])

/** A client that speaks HTTP/2 to the frontend of a `World`, frame by frame. */
export class H2TestClient {
  readonly peer: Peer
  readonly #world: World
  readonly #answers = new Map<number, H2Answer>()
  readonly #encoder = new HpackEncoder()
  readonly #output = new HpackOutput()
  readonly settings: [number, number][] = []
  readonly pings: string[] = []
  goAway: number | null = null
  /** What GOAWAY said of streams. */
  lastStreamId = 0
  pinged = 0
  answersPings = true
  /** DATA that came is given back to the windows at once. */
  givesCredit = true
  credited = 0
  #nextId = 1

  constructor(world: World, settings: readonly (readonly [number, number])[] = []) {
    this.#world = world
    this.peer = world.connect()
    const reader = new FrameReader(this.#sink())
    this.peer.onData = (chunk) => reader.push(chunk, 0, chunk.length)
    this.peer.send(connectionPreface)
    this.frame(9 + 6 * settings.length, (out) => writeSettings(out, 0, settings))
    world.run()
  }

  answer(id: number): H2Answer {
    let found = this.#answers.get(id)
    if (found === undefined) {
      found = new H2Answer()
      this.#answers.set(id, found)
    }
    return found
  }

  #sink(): FrameSink {
    const decoder = new HpackDecoder()
    return {
      onData: (id, bytes, start, end, counted, isLast, endStream) => {
        const answer = this.answer(id)
        answer.body += Buffer.from(bytes.subarray(start, end)).toString('latin1')
        if (isLast) answer.frames.push(end - start)
        answer.hasEnded ||= endStream
        if (this.givesCredit && counted > 0) {
          this.windowUpdate(0, counted)
          if (!endStream) this.windowUpdate(id, counted)
        }
      },
      onHeaders: (id, bytes, start, end, endStream) => {
        const fields: [string, string][] = []
        decoder.decode(bytes, start, end, {
          onField: (name, value) => {
            fields.push([name, value])
            return true
          },
        })
        this.answer(id).heads.push(fields)
        this.answer(id).hasEnded ||= endStream
      },
      onResetStream: (id, code) => {
        this.answer(id).resetCode = code
      },
      onSetting: (id, value) => {
        this.settings.push([id, value])
      },
      onSettingsEnd: () => this.frame(9, (out) => writeSettingsAck(out, 0)),
      onSettingsAck: () => {},
      onPing: (bytes, start) => {
        this.pinged++
        if (this.answersPings) this.frame(17, (out) => writePingAck(out, 0, bytes, start))
      },
      onPingAck: (bytes, start) => {
        this.pings.push(Buffer.from(bytes.subarray(start, start + 8)).toString('latin1'))
      },
      onGoAway: (lastStreamId, code) => {
        this.lastStreamId = lastStreamId
        this.goAway = code
      },
      onWindowUpdate: (_, increment) => {
        this.credited += increment
      },
      onIgnored: () => {},
      onStreamError: () => {},
      onConnectionError: (_, reason) => {
        throw new Error(reason)
      },
    }
  }

  /** Sends `length` bytes that `write` fills in. */
  frame(length: number, write: (out: Uint8Array) => void): void {
    const out = new Uint8Array(length)
    write(out)
    this.peer.connection.write(out)
  }

  raw(type: number, flagBits: number, id: number, payload = ''): void {
    this.frame(frameHeaderBytes + payload.length, (out) => {
      const at = frameHeader(out, 0, payload.length, type, flagBits, id)
      out.set(Buffer.from(payload, 'latin1'), at)
    })
  }

  headers(id: number, fields: Fields, endStream: boolean): void {
    const output = this.#output
    output.at = frameHeaderBytes
    this.#encoder.begin(output)
    for (const [name, value] of fields) this.#encoder.field(name, value)
    writeHeaderFrames(output, 0, id, endStream ? flags.endStream : flags.none, 16_384)
    this.peer.connection.write(output.bytes.subarray(0, output.at))
  }

  /** Sends a request, and gives its stream. What follows from it has happened when it returns. */
  request(fields: Fields = getFields, endStream = true): number {
    const id = this.#nextId
    this.#nextId += 2
    this.headers(id, fields, endStream)
    this.#world.run()
    return id
  }

  data(id: number, text: string, endStream = false): void {
    this.raw(frameTypes.data, endStream ? flags.endStream : flags.none, id, text)
    this.#world.run()
  }

  reset(id: number, code: number): void {
    this.frame(13, (out) => writeResetStream(out, 0, id, code))
    this.#world.run()
  }

  windowUpdate(id: number, increment: number): void {
    this.frame(13, (out) => writeWindowUpdate(out, 0, id, increment))
  }
}

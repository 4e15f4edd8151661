import { FrameReader } from '../h2/frame-reader.ts'
import type { FrameSink } from '../h2/frame-sink.ts'
import {
  connectionPreface,
  flags,
  frameHeader,
  frameHeaderBytes,
  writeGoAway,
  writeHeaderFrames,
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
export class H2Request {
  readonly heads: string[][] = []
  body = ''
  hasEnded = false
  resetCode: number | null = null

  /** The first head, a field a line. */
  get fields(): string[] {
    return this.heads[0] ?? []
  }
}

/** A server that speaks HTTP/2 behind a `World`, frame by frame: it answers what `onRequest` says. */
export class H2TestServer {
  readonly peer: Peer
  readonly requests = new Map<number, H2Request>()
  readonly settings: [number, number][] = []
  readonly windowUpdates: [number, number][] = []
  pings = 0
  goAway: number | null = null
  /** The request on a stream is whole. */
  onRequest: (id: number, server: H2TestServer) => void = () => {}
  /** The head of one has come. */
  onHead: (id: number, server: H2TestServer) => void = () => {}
  readonly #encoder = new HpackEncoder()
  readonly #output = new HpackOutput()
  readonly #reader: FrameReader
  #taken = 0
  #isSettled = false

  constructor(peer: Peer, settings: readonly (readonly [number, number])[] | null = []) {
    this.peer = peer
    this.#reader = new FrameReader(this.#sink())
    if (settings !== null) this.settle(settings)
  }

  /** Says what the server is able to. */
  settle(settings: readonly (readonly [number, number])[]): void {
    this.frame(9 + 6 * settings.length, (out) => writeSettings(out, 0, settings))
    this.#isSettled = true
    if (this.settings.length > 0) this.#acknowledge()
  }

  #acknowledge(): void {
    this.frame(9, (out) => writeSettingsAck(out, 0))
  }

  /** Makes every connection that the world's servers accept one of these. */
  static serve(
    world: World,
    onRequest: (id: number, server: H2TestServer) => void,
    settings: readonly (readonly [number, number])[] | null = [],
    prepare: (server: H2TestServer) => void = () => {},
  ): H2TestServer[] {
    const servers: H2TestServer[] = []
    const byPeer = new Map<Peer, H2TestServer>()
    world.serve = (peer) => {
      let server = byPeer.get(peer)
      if (server === undefined) {
        server = new H2TestServer(peer, settings)
        server.onRequest = onRequest
        prepare(server)
        byPeer.set(peer, server)
        servers.push(server)
      }
      server.#take()
    }
    return servers
  }

  #take(): void {
    const bytes = Buffer.from(this.peer.text, 'latin1')
    if (this.#taken === 0) {
      if (!this.peer.text.startsWith(connectionPreface)) throw new Error('no preface')
      this.#taken = connectionPreface.length
    }
    const at = this.#taken
    this.#taken = bytes.length
    this.#reader.push(bytes, at, bytes.length)
  }

  request(id: number): H2Request {
    let found = this.requests.get(id)
    if (found === undefined) {
      found = new H2Request()
      this.requests.set(id, found)
    }
    return found
  }

  #sink(): FrameSink {
    const decoder = new HpackDecoder()
    const ended = (id: number): void => {
      this.request(id).hasEnded = true
      this.onRequest(id, this)
    }
    return {
      onData: (id, bytes, start, end, _counted, _isLast, endStream) => {
        this.request(id).body += Buffer.from(bytes.subarray(start, end)).toString('latin1')
        if (endStream) ended(id)
      },
      onHeaders: (id, bytes, start, end, endStream) => {
        const fields: string[] = []
        decoder.decode(bytes, start, end, { onField: (name, value) => fields.push(`${name}: ${value}`) > 0 })
        this.request(id).heads.push(fields)
        this.onHead(id, this)
        if (endStream) ended(id)
      },
      onResetStream: (id, code) => {
        this.request(id).resetCode = code
      },
      onSetting: (id, value) => {
        this.settings.push([id, value])
      },
      onSettingsEnd: () => {
        if (this.#isSettled) this.#acknowledge()
      },
      onSettingsAck: () => {},
      onPing: () => {},
      onPingAck: () => {
        this.pings++
      },
      onGoAway: (_, code) => {
        this.goAway = code
      },
      onWindowUpdate: (id, increment) => {
        this.windowUpdates.push([id, increment])
      },
      onIgnored: () => {},
      onStreamError: () => {},
      onConnectionError: (_, reason) => {
        throw new Error(reason)
      },
    }
  }

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

  headers(id: number, fields: Fields, endStream = false): void {
    const output = this.#output
    output.at = frameHeaderBytes
    this.#encoder.begin(output)
    for (const [name, value] of fields) this.#encoder.field(name, value)
    writeHeaderFrames(output, 0, id, endStream ? flags.endStream : flags.none, 16_384)
    this.peer.connection.write(output.bytes.subarray(0, output.at))
  }

  data(id: number, text: string, endStream = false): void {
    this.raw(0, endStream ? flags.endStream : flags.none, id, text)
  }

  /** A whole answer. */
  answer(id: number, body = 'ok', fields: Fields = []): void {
    this.headers(id, [[':status', '200'], ...fields])
    this.data(id, body, true)
  }

  reset(id: number, code: number): void {
    this.frame(13, (out) => writeResetStream(out, 0, id, code))
  }

  leave(lastId: number, code = 0): void {
    this.frame(17, (out) => writeGoAway(out, 0, lastId, code))
  }

  windowUpdate(id: number, increment: number): void {
    this.frame(13, (out) => writeWindowUpdate(out, 0, id, increment))
  }
}

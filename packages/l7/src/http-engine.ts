import type { Engine } from '@weir/l4'
import { CapturedMessages } from './captured-messages.ts'
import type { CompressionLimits } from './compression/compression-limits.ts'
import { createCompressionLimits } from './compression/create-limits.ts'
import { type CompressionProcessOptions, compressionProcessOptions } from './compression/options.ts'
import { allocateLatin, type LatinBuffer } from './h1/bytes.ts'
import { ChunkedDecoder } from './h1/chunked.ts'
import { HeadParser, headLimits } from './h1/head-parser.ts'
import { HpackOutput } from './h2/hpack/encoder.ts'
import { createHttp2ServerSettings, type Http2ServerSettings } from './h2/server-settings.ts'
import { createHttp2Settings, type Http2Settings } from './h2/settings.ts'
import { Lingering } from './lingering.ts'
import { type HttpProcessOptions, httpProcessOptions } from './options.ts'

/** Buffers for frames that are kept for the next turn: as many, and none larger. */
const keptFrameBuffers = 64
const largestKeptBytes = 131_072

/** What one thread's HTTP connections share. */
export class HttpEngine {
  readonly engine: Engine
  readonly parser: HeadParser
  /** `option accept-unsafe-violations-in-http-…` needs a parser of its own, so that the usual one has one shape. */
  readonly lenientParser: HeadParser
  /** `tune.http.logurilen`: how much of a request line logs show. */
  readonly logUriLength: number
  /** `http-err-codes` and `http-fail-codes`. */
  readonly errorStatuses: ReadonlySet<number>
  readonly failureStatuses: ReadonlySet<number>
  /** `tune.bufsize`: what a message may grow to. */
  readonly bufferBytes: number
  /** What a buffer may hold of a message; the rest is kept for rewrites (`tune.maxrewrite`). */
  readonly messageBytes: number
  /** Keeps compression within its budget; made when a body is first packed. */
  #limits: CompressionLimits | null = null
  readonly #compression: CompressionProcessOptions
  /** For `show errors`. */
  readonly captured = new CapturedMessages()
  readonly chunkProbe = new ChunkedDecoder()
  readonly lingering: Lingering
  /** What HTTP/2 clients are told, and held to. */
  readonly http2: Http2Settings
  /** The same towards HTTP/2 servers. */
  readonly http2Servers: Http2ServerSettings
  readonly #frames: HpackOutput[] = []
  /** Where chunks are put together before they are written. Grows to the largest read. */
  scratch: LatinBuffer

  constructor(
    engine: Engine,
    process: HttpProcessOptions = httpProcessOptions.create(),
    compression: CompressionProcessOptions = compressionProcessOptions.create(),
  ) {
    this.engine = engine
    this.lingering = new Lingering(engine.timers)
    this.#compression = compression
    this.bufferBytes = engine.bufferSizeBytes
    // More than half of a buffer is never kept (manual 3.2).
    this.messageBytes = engine.bufferSizeBytes - Math.min(process.maxRewriteBytes, engine.bufferSizeBytes >> 1)
    this.errorStatuses = process.errorStatuses
    this.failureStatuses = process.failureStatuses
    const limits = {
      acceptsAnyPayload: process.acceptsAnyPayload,
      trustsDoubleFraming: process.trustsDoubleFraming,
      ...headLimits(this.bufferBytes, this.messageBytes),
      headerCount: process.maxHeaderCount,
    }
    this.http2 = createHttp2Settings(process.http2, this.bufferBytes)
    this.http2Servers = createHttp2ServerSettings(process.http2, this.http2)
    this.logUriLength = process.maxLogUriLength
    this.parser = new HeadParser(limits)
    this.lenientParser = new HeadParser(limits)
    this.lenientParser.isLenient = true
    this.scratch = allocateLatin(65536 + 64)
  }

  get limits(): CompressionLimits {
    this.#limits ??= createCompressionLimits(this.#compression, this.engine.clock)
    return this.#limits
  }

  /** A buffer for frames, which `leaveFrames` gives back. */
  takeFrames(): HpackOutput {
    return this.#frames.pop() ?? new HpackOutput()
  }

  leaveFrames(frames: HpackOutput): void {
    frames.at = 0
    if (this.#frames.length < keptFrameBuffers && frames.bytes.length <= largestKeptBytes) this.#frames.push(frames)
  }

  /** A scratch buffer of at least `sizeBytes`. */
  scratchOf(sizeBytes: number): LatinBuffer {
    if (this.scratch.length < sizeBytes) this.scratch = allocateLatin(sizeBytes)
    return this.scratch
  }
}

const engines = new WeakMap<Engine, HttpEngine>()

/** Sets the limits on heads that `global` gives. To be called before the engine takes its first connection. */
export function limitHttpEngine(
  engine: Engine,
  process: HttpProcessOptions,
  compression: CompressionProcessOptions,
): void {
  engines.set(engine, new HttpEngine(engine, process, compression))
}

/** The HTTP side of an engine, made on first use. */
export function httpEngineOf(engine: Engine): HttpEngine {
  let found = engines.get(engine)
  if (found === undefined) {
    found = new HttpEngine(engine)
    engines.set(engine, found)
  }
  return found
}

import type { Engine } from '@weir/l4'
import { allocateLatin, type LatinBuffer } from './h1/bytes.ts'
import { HeadParser } from './h1/head-parser.ts'
import { type HttpProcessOptions, httpProcessOptions } from './options.ts'

/** What one thread's HTTP connections share. */
export class HttpEngine {
  readonly engine: Engine
  readonly parser: HeadParser
  /** `option accept-unsafe-violations-in-http-…` needs a parser of its own, so that the usual one has one shape. */
  readonly lenientParser: HeadParser
  /** `tune.http.logurilen`: how much of a request line logs show. */
  readonly logUriLength: number
  /** What a buffer may hold of a message; the rest is kept for rewrites (`tune.maxrewrite`). */
  readonly messageBytes: number
  /** Where chunks are put together before they are written. Grows to the largest read. */
  scratch: LatinBuffer

  constructor(engine: Engine, process: HttpProcessOptions = httpProcessOptions.create()) {
    this.engine = engine
    this.messageBytes = Math.max(1, engine.bufferSizeBytes - process.maxRewriteBytes)
    const limits = {
      headBytes: this.messageBytes,
      headerCount: process.maxHeaderCount,
    }
    this.logUriLength = process.maxLogUriLength
    this.parser = new HeadParser(limits)
    this.lenientParser = new HeadParser(limits)
    this.lenientParser.isLenient = true
    this.scratch = allocateLatin(65536 + 64)
  }

  /** A scratch buffer of at least `sizeBytes`. */
  scratchOf(sizeBytes: number): LatinBuffer {
    if (this.scratch.length < sizeBytes) this.scratch = allocateLatin(sizeBytes)
    return this.scratch
  }
}

const engines = new WeakMap<Engine, HttpEngine>()

/** Sets the limits on heads that `global` gives. To be called before the engine takes its first connection. */
export function limitHttpEngine(engine: Engine, process: HttpProcessOptions): void {
  engines.set(engine, new HttpEngine(engine, process))
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

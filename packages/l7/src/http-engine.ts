import type { Engine } from '@weir/l4'
import { allocateLatin, type LatinBuffer } from './h1/bytes.ts'
import { HeadParser } from './h1/head-parser.ts'

/** What one thread's HTTP connections share. */
export class HttpEngine {
  readonly engine: Engine
  readonly parser: HeadParser
  /** `option accept-unsafe-violations-in-http-…` needs a parser of its own, so that the usual one has one shape. */
  readonly lenientParser: HeadParser
  /** Where chunks are put together before they are written. Grows to the largest read. */
  scratch: LatinBuffer

  constructor(engine: Engine) {
    this.engine = engine
    const limits = { headBytes: engine.bufferSizeBytes - 1024, headerCount: 101 }
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

/** The HTTP side of an engine, made on first use. */
export function httpEngineOf(engine: Engine): HttpEngine {
  let found = engines.get(engine)
  if (found === undefined) {
    found = new HttpEngine(engine)
    engines.set(engine, found)
  }
  return found
}

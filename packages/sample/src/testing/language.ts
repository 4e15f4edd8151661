/** A language with everything this package can do, for its tests. */
import { VirtualClock } from '@weir/base'
import { createVocabulary } from '@weir/keyword'
import { sampleBundle } from '../bundle.ts'
import { createBinder, Ports } from '../compile/binder.ts'
import { createSampleContext } from '../context.ts'
import { debugPort } from '../converters/debug.ts'
import { cryptoPort, keyFilesPort } from '../cryptography.ts'
import { createSampleLanguage, type SampleLanguage } from '../evaluate.ts'
import { createCryptography, type NodeCrypto } from '../node-cryptography.ts'
import { PatternRegistry, patternsPort } from '../pattern/registry.ts'
import { processPort } from '../process.ts'

/** Node's cryptography, reached without an import: tests run on Node, the package need not. */
function nodeCrypto(): NodeCrypto {
  const { process } = globalThis as unknown as { process: { getBuiltinModule(name: string): NodeCrypto } }
  return process.getBuiltinModule('node:crypto')
}

export const vocabulary = createVocabulary([sampleBundle])

/** 2023-11-14T22:13:20.123456Z, which every test context starts at. */
export const testWallMs = 1_700_000_000_123.456

export interface TestLanguageOptions {
  /** Files that patterns and keys are read from, by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Gathers what `debug` writes. */
  readonly debugLines?: string[]
}

export function createTestLanguage({
  files = {},
  environment = {},
  debugLines = [],
}: TestLanguageOptions = {}): SampleLanguage {
  const ports = new Ports()
    .provide(patternsPort, new PatternRegistry({ readFile: (path) => files[path] ?? null }))
    .provide(cryptoPort, createCryptography(nodeCrypto()))
    .provide(keyFilesPort, { read: (path) => files[path] ?? null })
    .provide(debugPort, { write: (destination, line) => debugLines.push(`${destination} ${line}`) })
    .provide(processPort, {
      pid: 4711,
      hostname: 'test-host',
      environment: (name) => environment[name] ?? null,
      thread: 0,
      threadGroup: 1,
      isStopping: () => false,
      startedAtMs: testWallMs - 5000,
      busyPercent: () => 37,
    })
  return createSampleLanguage({
    vocabulary,
    binder: createBinder({ ports }),
    readFile: (path) => (files[path] === undefined ? { error: 'no such file' } : { text: files[path] }),
  })
}

export const createTestContext = () => createSampleContext({ clock: new VirtualClock(testWallMs) })

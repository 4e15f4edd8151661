import type { Clock, InternetAddress } from '@weir/base'
import type { OptionsStore } from '@weir/keyword'
import { defaultRingSizeBytes, type RingOptions } from './options.ts'
import { LogRing } from './ring.ts'
import { RingFile } from './ring-file.ts'
import { RingForwarder } from './transports/stream.ts'

/** The rings of a configuration, with what forwards them. */
export interface LogRings {
  readonly byName: ReadonlyMap<string, LogRing>
  /** Begins to forward. */
  start(): void
  /** Stops the forwarding. May be called twice. */
  close(): void
}

/**
 * Creates the rings that sections `ring` describe, and `buf0`, which is always there. `onStartProblem` is told of files that cannot be
 * made, without which their rings still work, and `sourceOf` tells where connections to a server come from.
 */
export function createLogRings(
  sections: ReadonlyMap<string, RingOptions>,
  clock: Clock,
  onProblem: (problem: string) => void,
  onStartProblem: (problem: string) => void,
  sourceOf: (options: OptionsStore) => InternetAddress | null = () => null,
): LogRings {
  const builtIn = { name: 'buf0', description: 'in-memory ring buffer', frame: 'timed', sizeBytes: 1 << 20 } as const
  const byName = new Map([[builtIn.name as string, new LogRing({ ...builtIn, maxLengthBytes: builtIn.sizeBytes })]])
  const forwarders: RingForwarder[] = []
  for (const [name, options] of sections) {
    const ring = new LogRing({
      name,
      description: options.description ?? name,
      frame: options.frame ?? 'raw',
      sizeBytes: options.sizeBytes,
      maxLengthBytes: options.maxLengthBytes ?? defaultRingSizeBytes,
      file: openFile(name, options, onStartProblem),
    })
    byName.set(name, ring)
    const { connectTimeoutMs, serverTimeoutMs } = options
    for (const { address, framing, maxReuse, options: own } of options.servers) {
      const source = sourceOf(own)
      const line = { address, source, framing, maxReuse }
      forwarders.push(new RingForwarder({ ring, ...line, clock, connectTimeoutMs, serverTimeoutMs, onProblem }))
    }
  }
  return {
    byName,
    start() {
      for (const forwarder of forwarders) forwarder.start()
    },
    close() {
      for (const forwarder of forwarders) forwarder.close()
      for (const ring of byName.values()) ring.close()
    },
  }
}

function openFile(name: string, options: RingOptions, onStartProblem: (problem: string) => void): RingFile | null {
  if (options.backingFile === null) return null
  try {
    return new RingFile(options.backingFile, options.sizeBytes)
  } catch (error) {
    onStartProblem(`cannot open backing-file '${options.backingFile}' for ring '${name}': ${(error as Error).message}.`)
    return null
  }
}

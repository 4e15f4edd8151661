import { loadBinding } from './binding.ts'
import type { Network } from './connection.ts'
import { HandleNetwork } from './handle.ts'
import { NodeNetwork } from './node.ts'
import type { SharedSockets } from './shared-sockets.ts'

export interface NetworkChoice {
  /** Hears of throws of sinks; each has closed its connection. */
  readonly onSinkError?: (error: unknown) => void
  /** `node` forces the public interface. */
  readonly kind?: 'handle' | 'node'
  /** Listening sockets from processes before this one, and for those after it. Raw handles only. */
  readonly shared?: SharedSockets
}

/** The fastest network that this runtime offers: raw handles where they are usable, `node:net` otherwise. */
export function createNetwork(choice: NetworkChoice = {}): Network {
  const onSinkError = choice.onSinkError ?? (() => {})
  const binding = choice.kind === 'node' ? null : loadBinding()
  return binding === null ? new NodeNetwork(onSinkError) : new HandleNetwork(binding, onSinkError, choice.shared)
}

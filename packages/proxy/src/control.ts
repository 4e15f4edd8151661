import {
  commands,
  createRuntimeServer,
  type ProcessView,
  type RuntimeServer,
  runtimeSocketOptions,
} from '@weir/control'
import type { Assembly } from './assembly.ts'
import { createProcessView } from './process-view.ts'
import { describeSystemError } from './system-error.ts'

/** The runtime sockets of a load balancer, bound once however often the listeners are. */
export class RunningControl {
  readonly view: ProcessView
  readonly #server: RuntimeServer
  #isBound = false

  constructor(assembly: Assembly) {
    const { engine, model } = assembly.settings
    const options = model.global.options.get(runtimeSocketOptions)
    this.view = createProcessView(assembly, () => this.#server.sockets)
    this.#server = createRuntimeServer({
      network: engine.network,
      timers: engine.timers,
      commands,
      options,
      view: this.view,
      maxLineBytes: engine.bufferSizeBytes,
      maxPayloadBytes: options.maxPayloadBytes,
    })
  }

  get canListen(): boolean {
    return this.#server.sockets.length > 0
  }

  async bind(): Promise<string[]> {
    if (this.#isBound) return []
    try {
      await this.#server.start()
      this.#isBound = true
      return []
    } catch (error) {
      return [`Starting proxy GLOBAL: cannot bind UNIX socket (${describeSystemError(error)})`]
    }
  }

  close(): void {
    this.#isBound = false
    this.#server.close()
  }
}

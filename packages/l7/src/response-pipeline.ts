import { DataPipeline, type DataSink, type DataStage } from '@weir/l4'
import type { ClientStream } from './client-stream.ts'

/** Keeps the head of a response for the first piece of its body, so that both are written in one go. */
export class HeldHead {
  readonly #client: ClientStream
  #head: string | null = null

  constructor(client: ClientStream) {
    this.#client = client
  }

  hold(head: string): void {
    this.#head = head
  }

  /** Writes bytes of the body, with the head if that is still here. False: no room for more. */
  write(bytes: Uint8Array): boolean {
    const head = this.#head
    if (head === null) return this.#client.write(bytes)
    this.#head = null
    return this.#client.writeTextAndData(head, bytes)
  }

  /** Writes the head if nothing has taken it along. */
  flush(): void {
    const head = this.#head
    this.#head = null
    if (head !== null) this.#client.writeText(head)
  }
}

/** What filters do to the body of a response. */
export class ResponsePipeline extends DataPipeline {
  readonly head: HeldHead

  constructor(stages: readonly DataStage[], sink: DataSink, head: HeldHead, resumeSource: () => void) {
    super(stages, sink, resumeSource)
    this.head = head
  }
}

/** What filters do to the bytes of one direction, as a row of stages with back-pressure. */

/** Where bytes go next. */
export interface DataSink {
  /**
   * Takes bytes that are the caller's again after the call; `isLast` tells that none will follow. False: there is no room
   * for more until the caller is told to resume.
   */
  write(data: Uint8Array, isLast: boolean): boolean
}

/**
 * One filter at work on one direction of one stream.
 *
 *   source ── write ─▶ stage ── write ─▶ stage ── write ─▶ sink
 *      ◀── letMoreCome ──┘◀──── resume ────┘◀──── resume ────┘
 */
export abstract class DataStage implements DataSink {
  /** Set by the pipeline. */
  next: DataSink = nowhere
  /** Set by the pipeline: whatever is in front of this stage may go on. */
  letMoreCome: () => void = () => {}

  abstract write(data: Uint8Array, isLast: boolean): boolean

  /** There is room behind this stage again, after its `next` has given false. */
  abstract resume(): void

  /** The stream is over: frees what the stage holds. No call comes after it. */
  close(): void {}
}

const nowhere: DataSink = { write: () => true }

/** A row of stages between a source and a sink. */
export class DataPipeline implements DataSink {
  readonly #stages: readonly DataStage[]
  #isClosed = false

  /** `stages` is not empty. */
  constructor(stages: readonly DataStage[], sink: DataSink, resumeSource: () => void) {
    this.#stages = stages
    stages.forEach((stage, index) => {
      const before = stages[index - 1]
      stage.next = stages[index + 1] ?? sink
      stage.letMoreCome = before === undefined ? resumeSource : () => before.resume()
    })
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    return this.#stages[0]!.write(data, isLast)
  }

  /** The sink has room again. */
  resume(): void {
    if (!this.#isClosed) this.#stages.at(-1)!.resume()
  }

  /** May be called twice. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const stage of this.#stages) stage.close()
  }
}

/** What one run showed, in a form that can be written as JSON and compared. */

export interface ConnectionObservation {
  /** All bytes this end received, cut after each line feed; a long stream is its length and hash. */
  readonly received: readonly string[]
  readonly ending?: 'open' | 'end' | 'reset'
  /** The step that waited in vain. */
  readonly stuck?: string
}

export interface TrafficObservation {
  /** `running`, or why the program did not start. */
  readonly start: string
  readonly clients: Readonly<Record<string, ConnectionObservation>>
  readonly servers: Readonly<Record<string, readonly ConnectionObservation[]>>
  readonly answers: readonly { readonly command: string; readonly answer: unknown }[]
  readonly logs: readonly string[]
  readonly exit?: number
}

export interface CheckObservation {
  readonly cases: Readonly<Record<string, CheckCaseObservation>>
}

export interface CheckCaseObservation {
  readonly exit: number
  /** Level and line of each diagnostic that names a line, once each, in order of lines; or that any will do. */
  readonly diagnostics: readonly string[] | string
  readonly output?: readonly string[]
  /** The wording, kept for the reader and not compared. */
  readonly wording?: readonly string[]
}

export type Observation = TrafficObservation | CheckObservation

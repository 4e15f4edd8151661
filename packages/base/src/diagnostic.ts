import type { Span } from './span.ts'

/** HAProxy's message levels: an `alert` refuses the configuration, the others let it start. */
export type Severity = 'alert' | 'warning' | 'notice' | 'diag'

/** Where a diagnostic was found: while reading a line, or in a pass over the finished model. */
export type DiagnosticStage = 'parsing' | 'model'

/** One finding about a configuration. Data only: applications render it. */
export interface Diagnostic {
  /** Namespaced words that never change, such as `config/unknown-keyword`. */
  readonly code: string
  readonly severity: Severity
  readonly stage: DiagnosticStage
  /** Found in the finished model, but about one line all the same, whose place HAProxy prints. */
  readonly showsPlace?: boolean
  /** The cause: lower case, no full stop. */
  readonly message: string
  readonly span: Span | null
  /** The remedy, in the same style. */
  readonly hint?: string
  readonly related?: readonly { readonly message: string; readonly span: Span }[]
}

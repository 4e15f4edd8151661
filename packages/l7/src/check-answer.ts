import type { SampleContext } from '@weir/keyword'
import type { Message } from './message.ts'

/** The answer to a health check, as far as it has come. Fetches of responses read it where there is no exchange. */
export interface CheckAnswer {
  readonly message: Message
  /** The body so far, without framing. */
  readonly body: Uint8Array
}

declare module '@weir/keyword' {
  interface SampleContext {
    /** Present in HTTP health checks only. */
    readonly checkAnswer?: CheckAnswer | null
  }
}

/** The response that a rule is about: of the exchange, or of the check. */
export function responseOf({ transaction, checkAnswer }: SampleContext): Message | null {
  return transaction?.response ?? checkAnswer?.message ?? null
}

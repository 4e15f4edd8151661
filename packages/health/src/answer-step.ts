import { type Verdict, verdicts } from '@weir/keyword'
import type { CheckRun } from './check-run.ts'
import type { CheckStatus } from './check-status.ts'
import { type CheckStep, createStep, printable } from './check-step.ts'

/** What the bytes of an answer mean to a built-in kind of check. */
export type Judgement =
  /** More bytes are needed to tell. */
  | 'more'
  /** Fine; the check goes on. */
  | {
      readonly passed: true
      readonly info?: string
      readonly code?: number
      /** The words are only told when the check before did not pass. */
      readonly isNews?: boolean
    }
  | { readonly passed: false; readonly status: CheckStatus; readonly info?: string; readonly code?: number }

/** Waits for an answer that `judge` can tell about. An answer that ends too early is judged with `isOver`. */
export function answerStep(
  judge: (bytes: Uint8Array, isOver: boolean, text: string) => Judgement,
  timeoutStatus: CheckStatus = 'L7TOUT',
): CheckStep {
  const run = (check: CheckRun): Verdict => {
    if (check.received.length === 0) {
      return check.hasEnded ? check.finish(timeoutStatus === 'L6TOUT' ? 'L6RSP' : 'L7RSP', null) : verdicts.wait
    }
    const judgement = judge(check.received, check.hasEnded, check.text)
    if (judgement === 'more') {
      return check.hasEnded ? check.finish(timeoutStatus === 'L6TOUT' ? 'L6RSP' : 'L7RSP', null) : verdicts.wait
    }
    const { code = 0, info = null } = judgement
    if (!judgement.passed) return check.finish(judgement.status, info, code)
    const { isNews = false } = judgement
    check.success = { status: timeoutStatus === 'L6TOUT' ? 'L6OK' : 'L7OK', code, info, isNews }
    return verdicts.proceed
  }
  return createStep(run, { label: 'expect', timeoutStatus })
}

/** The first line of an answer as it is reported. */
export const firstLine = (text: string): string => printable(text)

import type { Diagnostic } from '@weir/base'
import type { RecordedMessage } from './record.ts'

/** What one side said that the other did not. */
export interface Difference {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/**
 * Holds diagnostics against HAProxy's messages: the severity and, where HAProxy names one, the line. HAProxy does not
 * check the finished model once a line was refused, so what passes say then does not count; nor do notices.
 */
export function compareVerdicts(recorded: readonly RecordedMessage[], ours: readonly Diagnostic[]): Difference {
  const hasRefusedLine = recorded.some(
    ({ severity, line, text }) => severity === 'alert' && line !== null && /parsing/i.test(text),
  )
  const counted = ours.filter(
    ({ severity, stage }) =>
      (severity === 'alert' || severity === 'warning') &&
      !(hasRefusedLine && stage === 'model' && severity === 'warning'),
  )
  const left = [...counted]
  const missing: string[] = []
  for (const { severity, line, text } of recorded) {
    // What names no line is mostly said of the finished model.
    const ofModel = line === null ? left.findIndex((each) => each.severity === severity && each.stage === 'model') : -1
    const index =
      ofModel >= 0
        ? ofModel
        : left.findIndex((each) => each.severity === severity && (line === null || each.span?.line === line))
    if (index < 0) missing.push(`${severity} ${line ?? '-'}: ${text}`)
    else left.splice(index, 1)
  }
  return {
    missing,
    extra: left.map(({ severity, span, code, message }) => `${severity} ${span?.line ?? '-'}: ${code} ${message}`),
  }
}

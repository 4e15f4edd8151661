import type { Diagnostic } from '@weir/base'
import type { RecordedMessage } from './record.ts'

/** What one side said that the other did not. */
export interface Difference {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/**
 * Holds diagnostics against HAProxy's messages: the severity and, where HAProxy names one, the line; how many alerts a
 * line gets is left to either. HAProxy does not
 * check the finished model once a line was refused, so what passes say then does not count; nor do notices.
 */
export function compareVerdicts(recorded: readonly RecordedMessage[], ours: readonly Diagnostic[]): Difference {
  const hasRefusedLine = recorded.some(
    ({ severity, line, text }) =>
      severity === 'alert' && line !== null && /parsing|^\[C:[0-9]+\] : (?!.*could not resolve)/i.test(text),
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
    if (index >= 0) left.splice(index, 1)
    else if (!isBlamed(counted, severity, line)) missing.push(`${severity} ${line ?? '-'}: ${text}`)
  }
  return {
    missing,
    extra: left
      .filter(({ severity, span }) => !recorded.some((said) => isSameLine(said, severity, span?.line)))
      .map(({ severity, span, code, message }) => `${severity} ${span?.line ?? '-'}: ${code} ${message}`),
  }
}

function isBlamed(ours: readonly Diagnostic[], severity: string, line: number | null): boolean {
  return (
    severity === 'alert' && line !== null && ours.some((each) => each.severity === 'alert' && each.span?.line === line)
  )
}

function isSameLine(said: RecordedMessage, severity: string, line: number | undefined): boolean {
  return severity === 'alert' && said.severity === 'alert' && said.line !== null && said.line === line
}

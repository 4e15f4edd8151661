/** What a check can find, with the words HAProxy logs for it (manual, `show stat`, check_status). */
export const checkStatuses = {
  UNK: 'Unknown',
  INI: 'Initializing',
  SOCKERR: 'Socket error',
  L4OK: 'Layer4 check passed',
  L4TOUT: 'Layer4 timeout',
  L4CON: 'Layer4 connection problem',
  L6OK: 'Layer6 check passed',
  L6TOUT: 'Layer6 timeout',
  L6RSP: 'Layer6 invalid response',
  L7OK: 'Layer7 check passed',
  L7OKC: 'Layer7 check conditionally passed',
  L7TOUT: 'Layer7 timeout',
  L7RSP: 'Layer7 invalid response',
  L7STS: 'Layer7 wrong status',
  PROCERR: 'External check error',
  PROCTOUT: 'External check timeout',
  PROCOK: 'External check passed',
  HANA: 'Health analyze',
  CHECKED: 'No status change',
} as const

export type CheckStatus = keyof typeof checkStatuses

export type CheckOutcome = 'passed' | 'conditional' | 'failed'

export function outcomeOf(status: CheckStatus): CheckOutcome {
  if (status === 'L7OKC') return 'conditional'
  return status === 'L4OK' || status === 'L6OK' || status === 'L7OK' || status === 'PROCOK' ? 'passed' : 'failed'
}

/** The result of one check. */
export interface CheckResult {
  readonly status: CheckStatus
  /** Of layer 7 or of a program; shown with the statuses of `hasCode`. */
  readonly code: number
  /** More words, or null. */
  readonly info: string | null
  /** -1: nothing was measured. */
  readonly durationMs: number
}

/** Whether a code goes with the status. */
export function hasCode(status: CheckStatus): boolean {
  return status === 'L7OK' || status === 'L7OKC' || status === 'L7STS' || status.startsWith('PROC')
}

/** `Layer7 wrong status, code: 503, info: "X", check duration: 2ms`, as it stands in logs. */
export function describeResult({ status, code, info, durationMs }: CheckResult): string {
  return [
    checkStatuses[status],
    ...(hasCode(status) ? [`code: ${code}`] : []),
    ...(info === null || info === '' ? [] : [`info: "${info}"`]),
    ...(durationMs < 0 ? [] : [`check duration: ${Math.floor(durationMs)}ms`]),
  ].join(', ')
}

/** What the statistics show of a server's check or agent. Filled by whoever runs the checks. */
export interface CheckSummary {
  /** True when checks are configured. */
  isConfigured: boolean
  /** False when they are paused on the runtime socket. */
  isEnabled: boolean
  /** Consecutive-result counter: 0 … rise - 1 is down, rise … rise + fall - 1 is up. */
  health: number
  rise: number
  fall: number
  /** `L4OK`, `L7STS`, …; `INI` before the first result, `UNK` while unknown. */
  status: string
  /** The status in words, such as `Layer4 check passed`. */
  description: string
  /** Status code of layer 7 checks, or -1. */
  code: number
  /** Of the last check, or -1. */
  durationMs: number
  /** What the last check said in addition (`info:`), or an empty string. */
  lastOutput: string
  isRunning: boolean
}

export function createCheckSummary(rise: number, fall: number): CheckSummary {
  return {
    isConfigured: false,
    isEnabled: false,
    health: rise,
    rise,
    fall,
    status: 'INI',
    description: 'Initializing',
    code: -1,
    durationMs: -1,
    lastOutput: '',
    isRunning: false,
  }
}

/** Syslog's 24 facilities by HAProxy's names; the index is the code (RFC 5424 §6.2.1). */
export const facilities = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'auth2',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'cron2',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const

export type Facility = (typeof facilities)[number]

/** Syslog's severities, the most severe first; the index is the ordinal that `send` takes. */
export const levels = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const

export type Level = (typeof levels)[number]

/** The ordinal of a level, or null. */
export function levelOrdinal(name: string): number | null {
  const index = (levels as readonly string[]).indexOf(name)
  return index < 0 ? null : index
}

/** The code of a facility, or null. */
export function facilityCode(name: string): number | null {
  const index = (facilities as readonly string[]).indexOf(name)
  return index < 0 ? null : index
}

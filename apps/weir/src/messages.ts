import type { Severity } from '@weir/base'

/** Writes to the daemon's standard error and standard output. The one place that does. */
export interface MessageWriter {
  /** One message in HAProxy's form: `[ALERT]    (pid) : text`. Later lines of `text` are indented by the caller. */
  write(severity: Severity, text: string): void
  /** A line of plain output. */
  print(text: string): void
  /** Silences everything from here on: `-q`, or `quiet` in the configuration. */
  mute(): void
  readonly isMuted: boolean
  /** Counts a message that was shown in another form. */
  note(severity: Severity): void
  /** How many messages of each level were written or muted. */
  count(severity: Severity): number
  /** Every message of the start, as written: what `show startup-logs` answers. */
  readonly written: readonly string[]
  /** The start is over: what follows is written, and not kept. */
  endStart(): void
}

const labels: Readonly<Record<Severity, string>> = {
  alert: '[ALERT]    ',
  warning: '[WARNING]  ',
  notice: '[NOTICE]   ',
  diag: '[DIAG]     ',
}

/** `banner` is written once, in front of the first message. */
export function createMessageWriter(
  processId: number,
  banner: readonly string[],
  output: { readonly error: (text: string) => void; readonly standard: (text: string) => void },
): MessageWriter {
  const counts: Record<Severity, number> = { alert: 0, warning: 0, notice: 0, diag: 0 }
  const written: string[] = []
  let isMuted = false
  let isStarting = true
  let isBannerDue = true
  const line = (severity: Severity, text: string): void => {
    const message = `${labels[severity]}(${processId}) : ${text}\n`
    if (isStarting) written.push(message)
    if (!isMuted) output.error(message)
  }
  return {
    written,
    get isMuted() {
      return isMuted
    },
    note(severity) {
      counts[severity]++
    },
    write(severity, text) {
      counts[severity]++
      if (isBannerDue) {
        isBannerDue = false
        for (const notice of banner) line('notice', notice)
      }
      line(severity, text)
    },
    print(text) {
      if (!isMuted) output.standard(`${text}\n`)
    },
    endStart() {
      isStarting = false
    },
    mute() {
      isMuted = true
    },
    count: (severity) => counts[severity],
  }
}

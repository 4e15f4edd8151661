/** One thing that breaks the architecture, where, and what to do about it. */
export interface Violation {
  readonly path: string
  /** 0 when it is about the whole file. */
  readonly line: number
  readonly message: string
  readonly remedy: string
}

export function formatViolation({ path, line, message, remedy }: Violation): string {
  return `${path}${line > 0 ? `:${line}` : ''}: ${message}\n    ${remedy}`
}

/**
 * Scenarios that evaluate sample expressions: every expression becomes a variable, and an answer, a header or a log line
 * says what each variable holds. `expression = <value>` stands for a sample, `expression =` for none.
 */

import type { NormaliseRule, SinceOverride } from './scenario.ts'

/** A line that differs says enough. */
export const LENGTH_OF_ANSWER: NormaliseRule = {
  pattern: /^content-length: \d+/gim,
  replacement: 'content-length: <length>',
  reason: 'follows from the lines of the body, which are compared',
}

export interface SampleGroup {
  /** `http-request` rules, `http-response` rules or `tcp-request content` rules, one a line. */
  readonly rules: string
  /** What `lf-file` names. */
  readonly answer: string
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/** Bytes show as digits, so that none is lost: for expressions of type bin and for those that may hold anything. */
export const asDigits = (...expressions: readonly string[]): string[] => expressions.map((each) => `${each},hex`)

/**
 * @param prefix of the rules: `http-request`, `tcp-request content`
 * @param condition behind every rule, such as `if WAIT_END`
 */
export function sampleGroup(prefix: string, expressions: readonly string[], condition = ''): SampleGroup {
  return {
    rules: expressions
      .map((expression, index) => `    ${prefix} set-var(txn.s${index}) ${quoted(expression)} ${condition}`.trimEnd())
      .join('\n'),
    answer: expressions
      .map((expression, index) => `${expression.replaceAll('%', '%%')} = %[var(txn.s${index}),concat(>),regsub(^,<)]\n`)
      .join(''),
  }
}

/** An entry of the ledger: what Weir gives for an expression, null for no sample. `clients` is a name, or `*`. */
export function given(expression: string, value: string | null, clients: string, reason: string): SinceOverride {
  return {
    at: `clients.${clients}.received.*`,
    change: (line) =>
      String(line).startsWith(`${expression} = `) ? `${expression} = ${value === null ? '' : `<${value}>`}\n` : line,
    reason,
  }
}

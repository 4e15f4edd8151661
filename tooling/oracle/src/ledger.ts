/** Overrides that many scenarios share, each with the change of HAProxy after 2.6 that it stands for. */
import type { NormaliseRule, SinceOverride } from './scenario.ts'

/** Early errors' generated header names, as 2.6 writes them. */
const EARLY_ERROR_NAMES = /^(Content-length|Cache-Control|Connection|Content-Type): /

/**
 * 3.5: errors that the HTTP/1 layer writes itself carry lower-case names.
 * @param clients dotted path of the clients concerned, `*` for all
 */
export const earlyErrorsInLowerCase = (clients = '*'): SinceOverride => ({
  at: `clients.${clients}.received.*`,
  change: (line) => String(line).replace(EARLY_ERROR_NAMES, (name) => name.toLowerCase()),
  reason: '3.5: early HTTP/1 errors have lower-case header names',
})

/** A line of `httplog`: status, %B, cookies and the termination state. */
const HTTP_LOG_BYTES = / (\d{3}|-1) (\d+) (\S+ \S+) ((?!LH)[A-Za-z-][RHCQT][A-Za-z-]{2}) /

/**
 * 3.4: %B counts bytes received from the server, so a local answer logs 0. Answers that replace one of the server (`LH`)
 * are left alone: there the server's bytes were received.
 */
export const localRepliesLogZero = (logs = '*'): SinceOverride => ({
  at: `logs.${logs}`,
  change: (line) => String(line).replace(HTTP_LOG_BYTES, ' $1 0 $3 $4 '),
  reason: '3.4: %B is what the server sent, local answers log 0',
})

/** For scenarios in which a rule replaces the server's answer. */
export const REPLACED_ANSWER_BYTES: NormaliseRule = {
  pattern: /( \d{3} )\d+( - - (?:LH|PH|IH)\S\S )/,
  replacement: '$1<bytes>$2',
  reason: '2.6 adds the bytes of both answers in a form of its own, 3.4 counts the server’s alone',
}

import { parseIpAddress } from '@weir/base'
import { defineLogAlias, type LogAliasKeyword, type SampleContext } from '@weir/keyword'
import { type ProcessFacts, processPort } from '@weir/sample'
import type { Session } from './session.ts'
import type { Stream } from './stream.ts'

/** Those that flag `X` shows in hexadecimal (as the oracle does). */
const hexadecimalAliases = new Set(['ci', 'cp', 'fi', 'fp', 'bi', 'bp', 'si', 'sp', 'Ts', 'lc', 'ms', 'pid', 'rt'])

/** Those that flag `Q` leaves bare (as the oracle does). */
const bareAliases = new Set(['ms', 't', 'T', 'Tl', 'ts'])

/** An alias that a stream can answer; null where there is none. */
export function defineStreamLogAlias(
  name: string,
  summary: string,
  read: (stream: Stream) => string | number | null,
  out: 'str' | 'sint' = 'sint',
): LogAliasKeyword {
  return defineLogAlias({
    name,
    summary,
    out,
    ...(bareAliases.has(name) ? { isQuotable: false } : {}),
    ...(hexadecimalAliases.has(name) ? { isBareInHexadecimal: true } : {}),
    bind: (_binder, { hexadecimal }) => {
      if (hexadecimal && hexadecimalAliases.has(name))
        return (context) => (context.stream ? toHexadecimal(read(context.stream)) : null)
      return (context) => (context.stream ? read(context.stream) : null)
    },
  })
}

/**
 * An alias that a session can answer, for connections that failed before they had a stream too. `readAtStart` answers
 * where there is no session: for `set-var-fmt` of `global`.
 */
export function defineSessionLogAlias(
  name: string,
  summary: string,
  read: (session: Session, stream: Stream | null) => string | number | null,
  out: 'str' | 'sint' = 'str',
  readAtStart: ((facts: ProcessFacts, wallMs: number) => string | number) | null = null,
): LogAliasKeyword {
  return defineLogAlias({
    name,
    summary,
    out,
    ...(bareAliases.has(name) ? { isQuotable: false } : {}),
    ...(hexadecimalAliases.has(name) ? { isBareInHexadecimal: true } : {}),
    bind: (binder, { hexadecimal }) => {
      const evaluate = (context: SampleContext) => {
        if (context.session) return read(context.session, context.stream ?? null)
        return readAtStart === null ? null : readAtStart(binder.port(processPort), context.clock.wallMs())
      }
      return hexadecimal && hexadecimalAliases.has(name) ? (context) => toHexadecimal(evaluate(context)) : evaluate
    },
  })
}

/**
 * What flag `X` makes of a value: an address becomes its bytes, a number has at least four digits (as the oracle shows).
 * Everything else stays as it is.
 */
function toHexadecimal(value: string | number | null): string | null {
  if (value === null) return null
  if (typeof value === 'number') return value < 0 ? String(value) : value.toString(16).toUpperCase().padStart(4, '0')
  if (/^[0-9]+$/.test(value)) return Number(value).toString(16).toUpperCase()
  const address = parseIpAddress(value)
  if (address === null) return value
  return Array.from(address.bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('')
}

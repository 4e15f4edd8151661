import { defineLogAlias, type LogAliasKeyword } from '@weir/keyword'
import type { Session } from './session.ts'
import type { Stream } from './stream.ts'

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
    bind: () => (context) => (context.stream ? read(context.stream) : null),
  })
}

/** An alias that a session can answer, for connections that failed before they had a stream too. */
export function defineSessionLogAlias(
  name: string,
  summary: string,
  read: (session: Session, stream: Stream | null) => string | number | null,
  out: 'str' | 'sint' = 'str',
): LogAliasKeyword {
  return defineLogAlias({
    name,
    summary,
    out,
    bind: () => (context) => (context.session ? read(context.session, context.stream ?? null) : null),
  })
}

import { defineSessionLogAlias } from '../define-stream-alias.ts'
import { localDate, localDateWithMilliseconds, milliseconds, utcDate } from '../log-date.ts'
import type { Session } from '../session.ts'
import type { Stream } from '../stream.ts'

/** Begin of the stream: the accept for the first one of a session. */
const begin = (session: Session, stream: Stream | null): number => stream?.startedWallMs ?? session.acceptedWallMs

/** Dates (manual 8.2.6). */
export const dateAliases = [
  defineSessionLogAlias(
    't',
    'Gives the local date with milliseconds.',
    (session, stream) => localDateWithMilliseconds(begin(session, stream)),
    'str',
    (_facts, wallMs) => localDateWithMilliseconds(wallMs),
  ),
  defineSessionLogAlias(
    'T',
    'Gives the date in UTC.',
    (session, stream) => utcDate(begin(session, stream)),
    'str',
    (_facts, wallMs) => utcDate(wallMs),
  ),
  defineSessionLogAlias('Tl', 'Gives the local date with its offset.', (session, stream) =>
    localDate(begin(session, stream)),
  ),
  defineSessionLogAlias(
    'Ts',
    'Gives the date in seconds since 1970.',
    (session, stream) => Math.floor(begin(session, stream) / 1000),
    'sint',
  ),
  defineSessionLogAlias('ms', 'Gives the milliseconds of the date.', (session, stream) =>
    milliseconds(begin(session, stream)),
  ),
]

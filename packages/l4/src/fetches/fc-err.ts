import { connectionErrorName, connectionErrorText } from '../connection-errors.ts'
import { defineSessionFetch, defineStreamFetch } from '../define-session-fetch.ts'
import type { Stream } from '../stream.ts'

/** What became of the client's connection (manual 7.3.3). */
export const clientErrors = [
  defineSessionFetch(
    'fc_err',
    'sint',
    'client connection',
    'Gives the number of what broke the client connection; 0 for nothing.',
    (session) => session.connectionError,
  ),
  defineSessionFetch(
    'fc_err_str',
    'str',
    'client connection',
    'Tells what broke the client connection; Success for nothing.',
    (session) => connectionErrorText(session.connectionError),
  ),
  defineSessionFetch(
    'fc_err_name',
    'str',
    'client connection',
    'Gives the name of what broke the client connection; empty for nothing.',
    (session) => connectionErrorName(session.connectionError),
  ),
]

/** A connection that could not be had is none: its failure is told by the termination state. */
const serverError = (stream: Stream): number | null =>
  stream.serverConnection === null ? null : stream.serverConnectionError

/** The same of the server's connection. */
export const serverErrors = [
  defineStreamFetch(
    'bc_err',
    'sint',
    'server connection',
    'Gives the number of what broke the server connection; 0 for nothing.',
    serverError,
  ),
  defineStreamFetch(
    'bc_err_str',
    'str',
    'server connection',
    'Tells what broke the server connection; Success for nothing.',
    (stream) => {
      const number = serverError(stream)
      return number === null ? null : connectionErrorText(number)
    },
  ),
  defineStreamFetch(
    'bc_err_name',
    'str',
    'server connection',
    'Gives the name of what broke the server connection; empty for nothing.',
    (stream) => {
      const number = serverError(stream)
      return number === null ? null : connectionErrorName(number)
    },
  ),
]

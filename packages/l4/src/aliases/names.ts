import type { LogStep } from '@weir/log'
import { defineSessionLogAlias, defineStreamLogAlias } from '../define-stream-alias.ts'
import { terminationState } from '../termination.ts'

/** What `%OG` calls the steps; those of `do-log` have names of their own. */
const originOf: { readonly [step in LogStep]?: string } = {
  accept: 'txn_accept',
  request: 'txn_request',
  connect: 'txn_connect',
  response: 'txn_response',
  close: 'txn_close',
  error: 'sess_error',
  any: 'unspec',
}

/** Names of the places that a stream went through, and how it ended (manual 8.2.6). */
export const nameAliases = [
  defineSessionLogAlias('f', 'Gives the name of the frontend.', (session) => session.frontend.name),
  defineSessionLogAlias('ft', 'Gives the name of the frontend, with a tilde for TLS.', (session) =>
    session.speaksTls ? `${session.frontend.name}~` : session.frontend.name,
  ),
  defineSessionLogAlias(
    'b',
    'Gives the name of the backend, or of the frontend when there was none.',
    (session, stream) => stream?.backend?.name ?? session.frontend.name,
  ),
  defineSessionLogAlias('s', 'Gives the name of the server.', (_session, stream) => {
    if (stream !== null && stream.serviceName !== null) return `<${stream.serviceName}>`
    return stream?.server?.name ?? '<NOSRV>'
  }),
  defineSessionLogAlias(
    'H',
    'Gives the name of the host.',
    (session) => session.engine.hostName,
    'str',
    (facts) => facts.hostname,
  ),
  defineSessionLogAlias(
    'pid',
    'Gives the number of the process.',
    (session) => session.engine.processId,
    'sint',
    (facts) => facts.pid,
  ),
  defineSessionLogAlias('ts', 'Gives the termination state in two letters.', (session, stream) =>
    terminationState(stream === null ? session.error : stream.error),
  ),
  defineSessionLogAlias('OG', 'Gives the step that is being logged.', (session, stream) => {
    const step = (stream ?? session).logStep
    return step === null ? 'unspec' : (originOf[step] ?? step)
  }),
  defineStreamLogAlias('rt', 'Gives the number of the stream.', (stream) => stream.id),
]

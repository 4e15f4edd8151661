import { defineAction, int, type SampleContext, settings, verdicts } from '@weir/keyword'
import { libcState, setSocketOption } from '@weir/os'

/**
 * Gets rid of a client so that, as far as possible, it does not notice. HAProxy tries to take the socket out of the system's
 * hands (TCP repair) and otherwise sends a reset that dies on the first hop; the second is what can be done here, and
 * needs system calls. Without them the reset reaches the client. Manual 4.2.
 */
export const silentDrop = defineAction({
  name: 'silent-drop',
  summary: 'Drops the connection without telling the client, as far as possible.',
  manual: '4.2',
  rulesets: ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'tcp-response content'],
  isFinal: true,
  params: [settings({ 'rst-ttl': int('ttl', { min: 1, max: 255 }) })],
  bind:
    ([{ 'rst-ttl': ttl = 1 }]) =>
    (context) => {
      dropSilently(context, ttl)
      return verdicts.done
    },
})

function dropSilently(context: SampleContext, ttl: number): void {
  const { session } = context
  if (!session) return
  session.refusal = 'silent-drop'
  const { fd } = session.connection
  if (fd === null || libcState().libc === null) return
  const isV6 = session.connection.remoteAddress?.kind === 'ip' && session.connection.remoteAddress.address.family === 6
  setSocketOption(fd, isV6 ? 'hopLimit' : 'ttl', ttl)
}

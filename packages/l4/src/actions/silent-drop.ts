import { defineAction, int, settings, verdicts } from '@weir/keyword'
import { dropSilently } from '../drop-silently.ts'

/** Gets rid of a client so that, as far as possible, it does not notice. Manual 4.2. */
export const silentDrop = defineAction({
  name: 'silent-drop',
  summary: 'Drops the connection without telling the client, as far as possible.',
  manual: '4.2',
  rulesets: ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'tcp-response content'],
  isFinal: true,
  params: [settings({ 'rst-ttl': int('ttl', { min: 1, max: 255 }) })],
  bind:
    ([{ 'rst-ttl': ttl = null }]) =>
    ({ session }) => {
      if (session) {
        session.refusal = 'silent-drop'
        dropSilently(session.connection, ttl)
      }
      return verdicts.done
    },
})

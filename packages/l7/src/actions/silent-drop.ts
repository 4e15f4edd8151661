import { ProxyError } from '@weir/base'
import { defineAction, int, optional, settings, verdicts } from '@weir/keyword'
import { dropSilently } from '@weir/l4'
import { countDenied } from '../count-denied.ts'

export const silentDrop = defineAction({
  name: 'silent-drop',
  summary: 'Forgets the connection: the client hears a reset at most, never an answer.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  isFinal: true,
  params: [optional(settings({ 'rst-ttl': int('ttl', { min: 1, max: 255 }) }))],
  bind:
    ([own], _binder, ruleset) =>
    (context) => {
      const transaction = context.transaction!
      dropSilently(transaction.session.connection, own?.['rst-ttl'] ?? null)
      countDenied(transaction, false)
      transaction.client.disconnect()
      // Nothing is told of how long the request, or its answer, took.
      if (ruleset === 'http-request') transaction.requestAtMs = -1
      else transaction.responseAtMs = -1
      transaction.drop(new ProxyError('l7/rejected', 'proxy', 'R', false))
      return verdicts.done
    },
})

import { defineAction, verdicts } from '@weir/keyword'

/** Closes the connection to the server; the session ends in order. Manual 4.2. */
export const close = defineAction({
  name: 'close',
  summary: 'Closes the connection to the server.',
  manual: '4.2',
  rulesets: ['tcp-response content'],
  isFinal: true,
  params: [],
  bind: () => (context) => {
    context.stream?.serverConnection?.close()
    return verdicts.done
  },
})

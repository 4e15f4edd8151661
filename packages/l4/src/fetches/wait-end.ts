import { defineFetch } from '@weir/keyword'

/** Waits for the end of the inspection delay, then holds. Manual 7.3.2. */
export const waitEnd = defineFetch({
  name: 'wait_end',
  summary: 'Holds once the inspection delay is over.',
  manual: '7.3.2',
  out: 'bool',
  source: 'process',
  params: [],
  bind: () => (context) => {
    if (context.isFinal === true) return true
    context.isIncomplete = true
    return null
  },
})

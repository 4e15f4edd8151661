import { definePass } from '@weir/keyword'
import { bindLines, bindOptions } from './bind-options.ts'

/** The numbers that `bind … id` gives have to differ within a proxy. */
export const listenerIds = definePass({
  name: 'listener-ids',
  summary: 'Refuses two listeners of one number in a proxy.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      const places = new Map<number, string>()
      for (const { text, options, span } of proxy.options.get(bindLines).lines) {
        const { id } = options.get(bindOptions)
        if (id === null) continue
        const earlier = places.get(id)
        if (earlier === undefined) places.set(id, `${span.file}:${span.line} ('bind ${text}')`)
        else {
          const message = `'bind ${text}' in section '${proxy.kind}' : 'id' : custom id ${id} already used at ${earlier}`
          report({ stage: 'parsing', code: 'l4/listener-id', severity: 'alert', message, span })
        }
      }
    }
  },
})

import { definePass } from '@weir/keyword'
import { bindLines, bindOptions } from '@weir/l4'

export const listenerProtocols = definePass({
  name: 'listener-protocols',
  summary: 'Refuses protocols of listeners that the mode of their proxy does not know.',
  run({ model, report }) {
    for (const { name, mode, options, isDisabled } of model.proxies) {
      if (isDisabled) continue
      const known = mode === 'http' ? ['h1', 'h2'] : ['none']
      for (const line of options.get(bindLines).lines) {
        const { protocol } = line.options.get(bindOptions)
        if (protocol === null || known.includes(protocol)) continue
        report({
          code: 'l7/listener-protocol',
          severity: 'alert',
          message: `frontend '${name}' : MUX protocol '${protocol}' is not usable for 'bind ${line.text}'`,
          span: line.span,
        })
      }
    }
  },
})

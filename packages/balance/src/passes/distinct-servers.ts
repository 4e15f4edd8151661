import { definePass } from '@weir/keyword'
import { serverLines } from '../options.ts'

export const distinctServers = definePass({
  name: 'distinct-servers',
  summary: 'Refuses two servers of one name in a backend.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (proxy.isDisabled) continue
      for (const { line, earlier } of proxy.options.get(serverLines).duplicates)
        report({
          showsPlace: true,
          code: 'balance/duplicate-server',
          severity: 'alert',
          message: `backend '${proxy.name}', another server named '${line.name}' was already defined at line ${earlier.span.line}, please use distinct names.`,
          span: line.span,
          related: [{ message: 'defined here first', span: earlier.span }],
        })
    }
  },
})

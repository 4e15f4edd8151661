import { definePass, type SectionModel } from '@weir/keyword'
import { type BindLine, bindLines } from './bind-options.ts'
import { sectionTlsLines } from './tls/options.ts'

/** A `bind fd@N` needs a socket that the parent process left open. */
export const inheritedSockets = definePass({
  name: 'inherited-sockets',
  summary: "Refuses 'bind fd@<number>' of what is no socket.",
  run({ model, host, report }) {
    for (const { addresses, span } of [...model.proxies, ...model.sections].flatMap(bindLinesOf)) {
      for (const place of addresses) {
        if (place.kind !== 'fd' || host?.isSocket?.(place.fd) !== false) continue
        report({
          stage: 'parsing',
          code: 'l4/no-socket',
          severity: 'alert',
          message: `'bind' : cannot use file descriptor '${place.fd}' : it is no socket`,
          span,
        })
      }
    }
  },
})

const bindLinesOf = ({ options }: SectionModel): readonly BindLine[] => [
  ...options.get(bindLines).lines,
  ...options.get(sectionTlsLines).binds,
]

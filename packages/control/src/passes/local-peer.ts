import { definePass, type SectionModel } from '@weir/keyword'
import { sharedTables, stickOptions } from '@weir/stick-table'
import { peersOptions, processOptions } from '../options.ts'

/** A section of peers works only where it names this process; a `server` line that does has no address (manual 3.5). */
export const localPeer = definePass({
  name: 'local-peer',
  summary: 'Finds this process among the peers of each section.',
  run({ model, host, report }) {
    if (host == null) return
    const name = host.localPeer ?? model.global.options.get(processOptions).localPeer ?? host.name
    for (const section of model.sections) {
      if (section.kind !== 'peers') continue
      const { peers, isDisabled } = section.options.get(peersOptions)
      const [own, ...more] = peers.filter((peer) => peer.name === name)
      for (const { keyword, span } of more) {
        report({
          code: 'control/local-peer-twice',
          severity: 'alert',
          stage: 'parsing',
          message: `'${keyword} ${name}' : local peer name already referenced at ${own!.span.file}:${own!.span.line}.`,
          span,
        })
      }
      if (own === undefined) {
        if (isDisabled) continue
        // A section that says nothing at all is not even one to remove.
        for (const proxy of isEmpty(section) ? model.proxies : []) {
          const peersOfTable = proxy.options.get(stickOptions).table?.peers ?? null
          if (peersOfTable?.target !== section) continue
          report({
            code: 'control/empty-peers',
            severity: 'alert',
            message: `Proxy '${proxy.name}': unable to find local peer '${name}' in peers section '${section.name}'.`,
            span: peersOfTable.span,
          })
        }
        report({
          code: 'control/no-local-peer',
          severity: 'warning',
          message: `Removing incomplete section 'peers ${section.name}' (no peer named '${name}').`,
          span: section.span,
          hint: 'name this process with -L or with localpeer in section global',
        })
      } else if (own.keyword === 'peer' && own.listenProblem !== null) {
        report({
          code: 'control/local-peer-address',
          severity: 'alert',
          stage: 'parsing',
          message: `'peer ${name}' : ${own.listenProblem}`,
          span: own.span,
        })
      } else if (own.keyword === 'server' && own.address !== null) {
        report({
          code: 'control/local-peer-address',
          severity: 'alert',
          stage: 'parsing',
          message: `'server ${name}/${name}' : unknown keyword '${own.address.text}:${own.address.port}'. Hint: no address was expected for this server.`,
          span: own.span,
        })
      }
    }
  },
})

function isEmpty({ options }: SectionModel): boolean {
  const { peers, bindLine, bindDefaults, serverDefaults } = options.get(peersOptions)
  const lines = [...peers, ...bindDefaults, ...serverDefaults, ...options.get(sharedTables).tables]
  return lines.length === 0 && bindLine === null
}

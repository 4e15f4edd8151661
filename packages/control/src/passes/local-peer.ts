import { definePass } from '@weir/keyword'
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
      const { peers } = section.options.get(peersOptions)
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

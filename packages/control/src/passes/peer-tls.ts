import { definePass } from '@weir/keyword'
import { bindTlsOptions, serverTlsOptions } from '@weir/l4'
import { peersOptions, processOptions } from '../options.ts'

/** This process tells its successor what it knows, by the listener of the section: both have to speak TLS or neither. */
export const peerTls = definePass({
  name: 'peer-tls',
  summary: 'Warns where the local peer listens with TLS and is not spoken to in that way, or the other way round.',
  run({ model, host, report }) {
    if (host == null) return
    const name = host.localPeer ?? model.global.options.get(processOptions).localPeer ?? host.name
    for (const section of model.sections) {
      if (section.kind !== 'peers') continue
      const { peers, bindLine, peerListener, isDisabled } = section.options.get(peersOptions)
      const own = peers.find((peer) => peer.name === name)
      if (own === undefined || isDisabled) continue
      const speaksTls = own.options.get(serverTlsOptions).isEnabled
      const listensWithTls = (bindLine ?? peerListener)?.options.get(bindTlsOptions).isEnabled ?? false
      if (speaksTls === listensWithTls) continue
      const [listener, server] = listensWithTls ? ['a SSL', 'a non-SSL'] : ['a non-SSL', 'a SSL']
      const { file, line } = own.span
      report({
        code: 'control/peer-tls',
        severity: 'warning',
        message: `Peers section '${section.name}': local peer have ${listener} listener and ${server} server configured at line ${file}:${line}.`,
        span: own.span,
      })
    }
  },
})

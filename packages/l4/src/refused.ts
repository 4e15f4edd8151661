import type { RefusedKeyword } from '@weir/keyword'

const refuse = (slot: string, name: string, reason: string): RefusedKeyword => ({
  kind: 'refused',
  slot,
  name,
  state: 'unsupported',
  reason,
})

const needsBind = 'Node binds sockets before such an option could be set'

/** What HAProxy knows at layer 4 and Weir does not do. */
export const refused: readonly RefusedKeyword[] = [
  refuse('bind-option', 'namespace', 'Node does not enter network namespaces'),
  refuse('bind-option', 'accept-netscaler-cip', 'the NetScaler client IP protocol is not implemented'),
  refuse('bind-option', 'tcp-md5sig', needsBind),
  refuse('bind-option', 'nbconn', 'reverse HTTP is not implemented'),
  refuse('bind-option', 'generate-certificates', 'certificates are not made while clients wait'),
  refuse('server-option', 'namespace', 'Node does not enter network namespaces'),
  refuse('server-option', 'tcp-md5sig', needsBind),
  refuse('fetch', 'fc_saved_syn', 'Node does not keep the first packet of a connection'),
  ...['ssl_bc_server_random', 'ssl_fc_server_random'].map((name) =>
    refuse('fetch', name, 'Node does not show the ServerHello'),
  ),
  refuse('action', 'expect-netscaler-cip', 'the NetScaler client IP protocol is not implemented'),
  refuse('action', 'attach-srv', 'reverse HTTP is not implemented'),
  refuse('action', 'send-spoe-group', 'SPOE is not implemented'),
]

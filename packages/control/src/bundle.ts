import type { Bundle, RefusedKeyword } from '@weir/keyword'
import { actions } from './actions/index.ts'
import { commands } from './commands/index.ts'
import { directives } from './directives/index.ts'
import { passes } from './passes/index.ts'
import { serverOptions } from './server-options/index.ts'

const refuse = (name: string, reason: string, state: RefusedKeyword['state'] = 'unsupported'): RefusedKeyword => ({
  kind: 'refused',
  slot: 'directive',
  name,
  state,
  reason,
})

const lua = 'scripts in Lua are not run'
const device = 'there is no device detection'

/** The keywords of this package. */
export const controlBundle: Bundle = {
  name: 'control',
  actions,
  directives,
  commands,
  serverOptions,
  passes,
  refused: [
    refuse('nbproc', 'use threads', 'removed'),
    refuse('tune.chksize', "'tune.bufsize' is used instead", 'removed'),
    refuse('stats bind-process', "use 'thread' on 'bind' lines", 'removed'),
    refuse('lua-load', lua),
    refuse('lua-load-per-thread', lua),
    refuse('lua-prepend-path', lua),
    refuse('setcap', 'the runtime changes its user in all threads at once, and no capability survives that'),
    refuse('ssl-engine', 'OpenSSL engines are not loaded'),
    refuse('acme.scheduler', 'certificates are not requested by the process'),
    ...[
      'tune.quic.frontend.conn-tx-buffers.limit',
      'tune.quic.frontend.max-idle-timeout',
      'tune.quic.frontend.max-streams-bidi',
      'tune.quic.retry-threshold',
      'tune.quic.listen',
      'limited-quic',
      'no-quic',
    ].map((name) => refuse(name, 'QUIC is not spoken')),
    refuse('51degrees-data-file', device),
    refuse('51degrees-property-name-list', device),
    refuse('51degrees-property-separator', device),
    refuse('51degrees-cache-size', device),
    refuse('deviceatlas-json-file', device),
    refuse('deviceatlas-log-level', device),
    refuse('deviceatlas-separator', device),
    refuse('deviceatlas-properties-cookie', device),
    refuse('wurfl-data-file', device),
    refuse('wurfl-information-list', device),
    refuse('wurfl-information-list-separator', device),
    refuse('wurfl-cache-size', device),
  ],
}

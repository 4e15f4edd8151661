import type { Bundle, PredefinedAcl } from '@weir/keyword'
import { acls } from './acls/index.ts'
import { actions } from './actions/index.ts'
import { aliases } from './aliases/index.ts'
import { bandwidthRules } from './bandwidth-rules.ts'
import { bindOptions } from './bind-options/index.ts'
import { converters } from './converters/index.ts'
import { directives } from './directives/index.ts'
import { fetches } from './fetches/index.ts'
import { filterNames } from './filter-names.ts'
import { filters } from './filters/index.ts'
import { inheritedSockets } from './inherited-sockets.ts'
import { lateFormats } from './late-formats.ts'
import { listenerIds } from './listener-ids.ts'
import { logProfileNames } from './log-profile-names.ts'
import { refused } from './refused.ts'
import { directives as resolversDirectives } from './resolvers/directives/index.ts'
import { passes as resolversPasses } from './resolvers/passes/index.ts'
import { rulesets } from './rulesets/index.ts'
import { serverOptions } from './server-options/index.ts'
import { acls as tlsAcls, fetches as tlsFetches } from './tls/fetches/index.ts'
import { tlsLoading } from './tls/tls-loading.ts'
import { lateTracking, undelayedContents } from './undelayed-contents.ts'
import { unreachedServers } from './unreached-servers.ts'
import { unusedLogFormat } from './unused-log-format.ts'

/** Pre-defined ACLs of layer 4 (manual 7.4). */
const predefinedAcls: readonly PredefinedAcl[] = [
  { name: 'LOCALHOST', definition: 'src 127.0.0.1/8 ::1' },
  { name: 'RDP_COOKIE', definition: 'req.rdp_cookie_cnt gt 0' },
  { name: 'REQ_CONTENT', definition: 'req.len gt 0' },
  { name: 'WAIT_END', definition: 'wait_end' },
]

/** The keywords of layer 4. */
export const l4Bundle: Bundle = {
  name: 'l4',
  fetches: [...fetches, ...tlsFetches],
  converters,
  acls: [...acls, ...tlsAcls],
  predefinedAcls,
  logAliases: aliases,
  rulesets,
  actions,
  directives: [...directives, ...resolversDirectives],
  filters,
  bindOptions,
  serverOptions,
  passes: [
    bandwidthRules,
    filterNames,
    inheritedSockets,
    lateFormats,
    lateTracking,
    listenerIds,
    logProfileNames,
    tlsLoading,
    undelayedContents,
    unreachedServers,
    unusedLogFormat,
    ...resolversPasses,
  ],
  refused,
}

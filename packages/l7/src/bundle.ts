import type { Bundle } from '@weir/keyword'
import { acls } from './acls/index.ts'
import { actions } from './actions/index.ts'
import { aliases } from './aliases/index.ts'
import { captureSlots, httpLogsInTcp, lateUniqueIds, timeoutSides, userListNames } from './checked-rules.ts'
import { converters } from './converters/index.ts'
import { directives } from './directives/index.ts'
import { fetches } from './fetches/index.ts'
import { filters } from './filters/index.ts'
import { passes } from './passes/index.ts'
import { refused } from './refused.ts'
import { refusedInRules } from './refused-rules.ts'
import { rulesets } from './rulesets/index.ts'
import { serverOptions } from './server-options/index.ts'

/** Every keyword of layer 7. */
export const l7Bundle: Bundle = {
  name: 'l7',
  acls,
  actions,
  converters,
  directives,
  fetches,
  filters,
  logAliases: aliases,
  predefinedAcls: [
    { name: 'HTTP', definition: 'req.proto_http' },
    { name: 'HTTP_1.0', definition: 'req.ver 1.0' },
    { name: 'HTTP_1.1', definition: 'req.ver 1.1' },
    { name: 'HTTP_2.0', definition: 'req.ver 2.0' },
    { name: 'HTTP_3.0', definition: 'req.ver 3.0' },
    { name: 'HTTP_CONTENT', definition: 'req.hdr_val(content-length) gt 0' },
    { name: 'HTTP_URL_ABS', definition: 'url_reg ^[^/:]*://' },
    { name: 'HTTP_URL_SLASH', definition: 'url_beg /' },
    { name: 'HTTP_URL_STAR', definition: 'url *' },
    { name: 'METH_CONNECT', definition: 'method CONNECT' },
    { name: 'METH_DELETE', definition: 'method DELETE' },
    { name: 'METH_GET', definition: 'method GET HEAD' },
    { name: 'METH_HEAD', definition: 'method HEAD' },
    { name: 'METH_OPTIONS', definition: 'method OPTIONS' },
    { name: 'METH_POST', definition: 'method POST' },
    { name: 'METH_PUT', definition: 'method PUT' },
    { name: 'METH_TRACE', definition: 'method TRACE' },
  ],
  passes: [timeoutSides, httpLogsInTcp, lateUniqueIds, captureSlots, userListNames, ...passes],
  refused: [...refused, ...refusedInRules],
  rulesets,
  serverOptions,
}

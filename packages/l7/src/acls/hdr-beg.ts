/** ACL keywords that name a fetch and a way to match (manual 7.3.6), such as `hdr_beg` and `path_end`. */
import { defineAcl, type MatchMethod } from '@weir/keyword'

const rows: readonly (readonly [name: string, fetch: string])[] = [
  ['base', 'base'],
  ['cook', 'req.cook'],
  ['hdr', 'req.hdr'],
  ['path', 'path'],
  ['scook', 'res.cook'],
  ['shdr', 'res.hdr'],
  ['url', 'url'],
  ['urlp', 'urlp'],
]

const methods: readonly MatchMethod[] = ['beg', 'dir', 'dom', 'end', 'len', 'reg', 'sub']

const suffixed = rows.flatMap(([name, fetch]) => methods.map((match) => ({ name: `${name}_${match}`, fetch, match })))

const plain: readonly { readonly name: string; readonly fetch: string; readonly match: MatchMethod }[] = [
  ...rows.map(([name, fetch]) => ({ name, fetch, match: 'str' as const })),
  { name: 'http_auth_group', fetch: 'http_auth_group', match: 'str' },
  { name: 'method', fetch: 'method', match: 'str' },
  { name: 'req_ver', fetch: 'req.ver', match: 'str' },
  { name: 'resp_ver', fetch: 'res.ver', match: 'str' },
]

export const matchingAcls = suffixed.map((row) => defineAcl(row))
export const plainAcls = plain.map((row) => defineAcl(row))

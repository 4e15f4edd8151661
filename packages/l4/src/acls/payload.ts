import { defineAcl, type MatchMethod } from '@weir/keyword'

const rows: readonly (readonly [name: string, fetch: string, match: MatchMethod])[] = [
  ['payload', 'req.payload', 'bin'],
  ['payload_lv', 'req.payload_lv', 'bin'],
  ['req.ssl_ver', 'req.ssl_ver', 'int'],
  ['req_ssl_ver', 'req.ssl_ver', 'int'],
  ['req_ssl_sni', 'req.ssl_sni', 'str'],
  ['req_rdp_cookie', 'req.rdp_cookie', 'str'],
  ['req_rdp_cookie_cnt', 'req.rdp_cookie_cnt', 'int'],
]

/** ACL keywords that stand for fetches of raw bytes. */
export const payloadAcls = rows.map(([name, fetch, match]) => defineAcl({ name, fetch, match }))

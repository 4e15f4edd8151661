/** The static table of HPACK (RFC 7541 Appendix A). Indices start at 1. */

const entries: readonly (readonly [string, string])[] = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  [':status', '200'],
  [':status', '204'],
  [':status', '206'],
  [':status', '304'],
  [':status', '400'],
  [':status', '404'],
  [':status', '500'],
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ['accept-language', ''],
  ['accept-ranges', ''],
  ['accept', ''],
  ['access-control-allow-origin', ''],
  ['age', ''],
  ['allow', ''],
  ['authorization', ''],
  ['cache-control', ''],
  ['content-disposition', ''],
  ['content-encoding', ''],
  ['content-language', ''],
  ['content-length', ''],
  ['content-location', ''],
  ['content-range', ''],
  ['content-type', ''],
  ['cookie', ''],
  ['date', ''],
  ['etag', ''],
  ['expect', ''],
  ['expires', ''],
  ['from', ''],
  ['host', ''],
  ['if-match', ''],
  ['if-modified-since', ''],
  ['if-none-match', ''],
  ['if-range', ''],
  ['if-unmodified-since', ''],
  ['last-modified', ''],
  ['link', ''],
  ['location', ''],
  ['max-forwards', ''],
  ['proxy-authenticate', ''],
  ['proxy-authorization', ''],
  ['range', ''],
  ['referer', ''],
  ['refresh', ''],
  ['retry-after', ''],
  ['server', ''],
  ['set-cookie', ''],
  ['strict-transport-security', ''],
  ['transfer-encoding', ''],
  ['user-agent', ''],
  ['vary', ''],
  ['via', ''],
  ['www-authenticate', ''],
]

/** Entries of the static table; dynamic entries are counted from here on. */
export const staticCount = 61

/** The name at each index; '' at 0, which is no index. */
export const staticNames: readonly string[] = ['', ...entries.map(([name]) => name)]

/** The value at each index; '' where the table has only a name. */
export const staticValues: readonly string[] = ['', ...entries.map(([, value]) => value)]

const firstIndices = new Map<string, number>()
for (let index = staticCount; index > 0; index--) firstIndices.set(staticNames[index]!, index)

/** The lowest index with `name`; 0 for none. */
export function findStaticName(name: string): number {
  return firstIndices.get(name) ?? 0
}

/** The index with the name of `first`, the lowest index with that name, and `value`; 0 for none. */
export function findStaticValue(first: number, value: string): number {
  const name = staticNames[first]
  // Entries with one name stand next to each other.
  for (let index = first; staticNames[index] === name; index++) if (staticValues[index] === value) return index
  return 0
}

/** What a table can store with an entry, in the order in which `show table` and the peers protocol number it. */

/** `number`: a counter or tag; `rate`: events per period; `text`: a server's key. */
export interface DataType {
  readonly name: string
  readonly kind: 'number' | 'rate' | 'text'
  readonly isArray: boolean
  /** Wide counters hold bytes: 64 bits for HAProxy, exact to 2^53 here. The others wrap at 2^32. */
  readonly isWide: boolean
  /** What the elements of an array are called in dumps: the name's stem. */
  readonly stem: string
}

function type(name: string, kind: DataType['kind'] = 'number', isArray = false, stem = name): DataType {
  return { name, kind, isArray, isWide: name === 'bytes_in_cnt' || name === 'bytes_out_cnt', stem }
}

const counted = ['conn', 'sess', 'http_req', 'http_err', 'bytes_in', 'bytes_out']

export const dataTypes: readonly DataType[] = [
  type('server_id'),
  type('gpt0'),
  type('gpc0'),
  type('gpc0_rate', 'rate'),
  ...counted.flatMap((stem) => [
    type(`${stem}_cnt`),
    type(`${stem}_rate`, 'rate'),
    ...(stem === 'conn' ? [type('conn_cur')] : []),
  ]),
  type('gpc1'),
  type('gpc1_rate', 'rate'),
  type('server_key', 'text'),
  type('http_fail_cnt'),
  type('http_fail_rate', 'rate'),
  type('gpt', 'number', true),
  type('gpc', 'number', true),
  type('gpc_rate', 'rate', true, 'gpc'),
  type('glitch_cnt'),
  type('glitch_rate', 'rate'),
]

const byName = new Map(dataTypes.map((each) => [each.name, each]))

/** Null for a name that no data type bears. */
export function findDataType(name: string): DataType | null {
  return byName.get(name) ?? null
}

/** Where the old names are found in a table that stores arrays instead. */
export const legacyNames: ReadonlyMap<string, { readonly array: string; readonly index: number }> = new Map([
  ['gpt0', { array: 'gpt', index: 0 }],
  ['gpc0', { array: 'gpc', index: 0 }],
  ['gpc1', { array: 'gpc', index: 1 }],
  ['gpc0_rate', { array: 'gpc_rate', index: 0 }],
  ['gpc1_rate', { array: 'gpc_rate', index: 1 }],
])

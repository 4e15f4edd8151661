/** Where this package deliberately answers otherwise than HAProxy 2.6 on an edge input. */

/**
 * What is given instead: nothing, what HAProxy gives for another input, a text by input, or a value of which only the
 * beginning is as recorded.
 */
export type Replacement =
  | { readonly kind: 'none' }
  | { readonly kind: 'like'; readonly input: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: Readonly<Record<string, string>> }
  | { readonly kind: 'beginning' }

export interface EdgeDeviation {
  readonly calls: RegExp
  readonly inputs: readonly string[] | 'all'
  /** Holds only where HAProxy's result is this one. */
  readonly recorded?: string
  readonly gives: Replacement
  readonly reason: string
}

const arithmetic = /^(?:add|sub|mul|div|mod|and|or|xor|cpl$|neg$|set-var\(txn\.y\),add)/

export const edgeDeviations: readonly EdgeDeviation[] = [
  {
    calls: /./,
    inputs: ['get'],
    gives: { kind: 'like', input: 'getText' },
    reason: 'a variable holds a method as a string, which has an integer where a method has none',
  },
  {
    calls: arithmetic,
    inputs: ['true'],
    gives: { kind: 'like', input: 'intOne' },
    reason: 'a sum of a boolean is an integer; in 2.6 it stays a boolean, whose bytes are those of 0 or 1',
  },
  {
    calls: arithmetic,
    inputs: ['false'],
    gives: { kind: 'like', input: 'zero' },
    reason: 'a sum of a boolean is an integer; in 2.6 it stays a boolean, whose bytes are those of 0 or 1',
  },
  {
    calls: /^bool,add\(1\)$/,
    inputs: 'all',
    recorded: '2 x0000000000000001',
    gives: { kind: 'text', text: '2 x0000000000000002' },
    reason: 'a sum of a boolean is an integer; in 2.6 it stays a boolean, whose bytes are those of 0 or 1',
  },
  {
    calls: /^add\(-1\)$|^sub\((?:1|7|txn\.e_(?:two53|digits))\)$/,
    inputs: ['minusFive', 'minusTwo31', 'minusDigits'],
    recorded: '9223372036854775807 x7fffffffffffffff',
    gives: {
      kind: 'texts',
      texts: {
        'add(-1) minusFive': '-6 xfffffffffffffffa',
        'add(-1) minusTwo31': '-2147483650 xffffffff7ffffffe',
        'add(-1) minusDigits': '-43 xffffffffffffffd5',
        'sub(1) minusFive': '-6 xfffffffffffffffa',
        'sub(1) minusTwo31': '-2147483650 xffffffff7ffffffe',
        'sub(1) minusDigits': '-43 xffffffffffffffd5',
        'sub(7) minusFive': '-12 xfffffffffffffff4',
        'sub(7) minusTwo31': '-2147483656 xffffffff7ffffff8',
        'sub(7) minusDigits': '-49 xffffffffffffffcf',
        'sub(txn.e_digits) minusFive': '-47 xffffffffffffffd1',
        'sub(txn.e_digits) minusTwo31': '-2147483691 xffffffff7fffffd5',
        'sub(txn.e_digits) minusDigits': '-84 xffffffffffffffac',
        'sub(txn.e_two53) minusFive': '-9007199254740998 xffdffffffffffffa',
        'sub(txn.e_two53) minusTwo31': '-9007201402224642 xffdfffff7ffffffe',
        'sub(txn.e_two53) minusDigits': '-9007199254741035 xffdfffffffffffd5',
      },
    },
    reason: 'issue 2216, mended after 2.6: every negative sum of two negative numbers was taken for an overflow',
  },
  {
    calls: /^word\(/,
    inputs: 'all',
    recorded: '',
    gives: { kind: 'none' },
    reason: 'manual of 3.5, 7.3.1: there is no sample past the last word',
  },
  {
    calls: /^hex(?:,hex)*$|^be2hex$|^be2hex\((?::|),2\)$|^regsub\((?:[$^],x|a\|,-,g)\)$/,
    inputs: ['long', 'full'],
    gives: { kind: 'beginning' },
    reason:
      'a variable of HAProxy loses the last byte of a value that fills the buffer (as the length without one shows)',
  },
  {
    calls: /^jwt_verify\(none,x\)$/,
    inputs: ['allBytes'],
    gives: { kind: 'texts', texts: { 'jwt_verify(none,x) allBytes': '-3 xfffffffffffffffd' } },
    reason: '3.5 lists the converter with a string for its input, which ends at the first NUL',
  },
  {
    calls: /^json_query\('\$(?:\.[ab])?'\)$/,
    inputs: ['json'],
    gives: {
      kind: 'texts',
      texts: {
        "json_query('$') json": '{"a":[1,"x"],"b":{"c":-1.5},"d":true}',
        "json_query('$.a') json": '[1,"x"]',
        "json_query('$.b') json": '{"c":-1.5}',
      },
    },
    reason: '2.9: arrays and objects are given as JSON',
  },
  {
    calls: /^jwt_header_query$/,
    inputs: ['jwt', 'host'],
    gives: {
      kind: 'texts',
      texts: {
        'jwt_header_query jwt': '{"alg":"HS256","typ":"JWT"}',
        'jwt_header_query host': '[\f',
      },
    },
    reason: 'without a path it is the whole header (manual 7.3.1); 2.6 gives nothing',
  },
  {
    calls: /^be2hex\(:,9999\)$/,
    inputs: ['long', 'full'],
    gives: { kind: 'text', text: '' },
    reason: '2.6 writes a chunk that is longer than its buffer past the end of it',
  },
]

export function deviationOf(call: string, input: string, recorded: string | null): EdgeDeviation | null {
  return (
    edgeDeviations.find(
      (deviation) =>
        deviation.calls.test(call) &&
        (deviation.inputs === 'all' || deviation.inputs.includes(input)) &&
        (deviation.recorded === undefined || deviation.recorded === recorded) &&
        (deviation.gives.kind !== 'texts' || deviation.gives.texts[`${call} ${input}`] !== undefined),
    ) ?? null
  )
}

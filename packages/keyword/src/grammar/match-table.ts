import type { MatchMethod } from '../node.ts'
import type { SampleType } from '../sample-type.ts'

export const matchMethods: readonly MatchMethod[] = [
  'found',
  'bool',
  'int',
  'ip',
  'bin',
  'len',
  'str',
  'beg',
  'sub',
  'reg',
  'end',
  'dir',
  'dom',
]

export function isMatchMethod(text: string): text is MatchMethod {
  return (matchMethods as readonly string[]).includes(text)
}

/** The method for a type when no `-m` is given (manual 7.1); null where one must be given. */
export function defaultMatch(type: SampleType): MatchMethod | null {
  switch (type) {
    case 'bool':
      return 'bool'
    case 'sint':
      return 'int'
    case 'addr':
    case 'ipv4':
    case 'ipv6':
      return 'ip'
    case 'str':
      return 'str'
    default:
      return null
  }
}

/** Types that a method refuses (manual 7.1's matrix, and what the program says beyond it). */
const refusals: Readonly<Partial<Record<MatchMethod, readonly SampleType[]>>> = {
  bool: ['bin', 'meth', 'ipv6'],
  int: ['bin', 'meth', 'ipv6'],
  ip: ['bool', 'bin', 'meth'],
}

export function canMatch(type: SampleType, method: MatchMethod): boolean {
  return !(refusals[method]?.includes(type) ?? false)
}

import type { SampleType } from '../sample-type.ts'

type ConcreteType = Exclude<SampleType, 'any' | 'same'>

/**
 * Which types a sample is cast to without being asked (manual 7.1 and 7.3.1; as the program behaves). `any` may turn
 * out to be everything at run time, so it passes everywhere.
 */
const casts: Readonly<Record<ConcreteType, readonly ConcreteType[]>> = {
  bool: ['bool', 'sint', 'str', 'bin'],
  sint: ['bool', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  addr: ['sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  ipv4: ['sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin'],
  ipv6: ['addr', 'ipv4', 'ipv6', 'str', 'bin'],
  str: ['bool', 'sint', 'addr', 'ipv4', 'ipv6', 'str', 'bin', 'meth'],
  bin: ['str', 'bin', 'meth'],
  meth: ['str', 'bin', 'meth'],
}

/** True when a sample of type `from` can be given where `to` is expected. */
export function canCast(from: SampleType, to: SampleType): boolean {
  if (from === 'any' || to === 'any' || from === 'same' || to === 'same') return true
  return casts[from].includes(to)
}

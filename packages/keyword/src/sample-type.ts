import type { IpAddress } from '@weir/base'

/** The types a sample can have (manual 7.1), plus `any` and `same` for signatures. */
export type SampleType = 'any' | 'same' | 'bool' | 'sint' | 'addr' | 'ipv4' | 'ipv6' | 'str' | 'bin' | 'meth'

/**
 * What a sample is at run time. The JavaScript type tells the sample type, so nothing carries a tag:
 *
 *   boolean → bool      number | bigint → sint (a bigint only beyond ±2^53)
 *   string  → str, meth (a byte string: one char is one byte)
 *   Uint8Array → bin    IpAddress → ipv4 or ipv6
 */
export type SampleValue = boolean | number | bigint | string | Uint8Array | IpAddress

interface ValueByType {
  any: SampleValue
  same: SampleValue
  bool: boolean
  sint: number | bigint
  addr: IpAddress
  ipv4: IpAddress
  ipv6: IpAddress
  str: string
  bin: Uint8Array
  meth: string
}

/** The run-time value of a sample type. */
export type ValueOf<T extends SampleType> = ValueByType[T]

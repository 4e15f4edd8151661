/** From a matching method to the index that does it and the type it looks at. */
import type { IpAddress } from '@weir/base'
import type { MatchMethod, SampleType } from '@weir/keyword'
import { AddressIndex } from './address-index.ts'
import type { PatternIndex } from './entry.ts'
import { IntegerIndex } from './integer-index.ts'
import { RegexIndex } from './regex-index.ts'
import { SubstringIndex } from './substring-index.ts'
import { AffixIndex, DelimitedIndex, ExactIndex } from './text-index.ts'

/** The methods that compare with patterns. */
export type PatternMethod = Exclude<MatchMethod, 'found' | 'bool'>

export interface IndexOptions {
  readonly ignoreCase: boolean
  /** Numbers are `major.minor` (SSL versions). */
  readonly isDotted?: boolean
  /** Neither host names nor abbreviated addresses (`-n`, and every map). */
  readonly noResolve?: boolean
  readonly lookUpHost?: (name: string) => IpAddress | null
}

/** What a value is cast to before it is compared. `len` looks at the length of the string. */
export const methodTypes: Readonly<Record<PatternMethod, SampleType>> = {
  int: 'sint',
  ip: 'addr',
  bin: 'bin',
  len: 'str',
  str: 'str',
  beg: 'str',
  sub: 'str',
  reg: 'str',
  end: 'str',
  dir: 'str',
  dom: 'str',
}

export function createIndex(method: PatternMethod, options: IndexOptions): PatternIndex<never> {
  const { ignoreCase } = options
  switch (method) {
    case 'int':
      return new IntegerIndex(options.isDotted ?? false)
    case 'len':
      return new IntegerIndex()
    case 'ip':
      return new AddressIndex(
        options.noResolve !== true,
        options.noResolve === true ? null : (options.lookUpHost ?? null),
      )
    case 'bin':
      return new ExactIndex(false, true)
    case 'str':
      return new ExactIndex(ignoreCase)
    case 'beg':
      return new AffixIndex(true, ignoreCase)
    case 'end':
      return new AffixIndex(false, ignoreCase)
    case 'sub':
      return new SubstringIndex(ignoreCase)
    case 'dir':
      return new DelimitedIndex('/?', ignoreCase)
    case 'dom':
      return new DelimitedIndex('./:?', ignoreCase)
    case 'reg':
      return new RegexIndex(ignoreCase)
  }
}

/** Why `pattern` can't be used with a method, or null: for checks while a configuration is read. */
export function refusePattern(method: MatchMethod, pattern: string, options: IndexOptions): string | null {
  return method === 'found' || method === 'bool' ? null : createIndex(method, options).refuse(pattern)
}

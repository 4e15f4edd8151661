/** Maps: a value is looked up by one of the matching methods, and what stands beside its pattern is the result. */
import { type IpAddress, parseIpAddress, type Span } from '@weir/base'
import {
  type ArgumentReader,
  type Binder,
  type ConverterKeyword,
  checkPatternFile,
  custom,
  defineConverter,
  FAILED,
  type Failed,
  type MatchMethod,
  type Parameter,
  parsePatternListName,
  type SampleType,
  type SampleValue,
} from '@weir/keyword'
import { sint, withDefault } from '../parameters.ts'
import type { PatternEntry, PatternIndex } from '../pattern/entry.ts'
import { parsePatternFile } from '../pattern/file.ts'
import { createIndex, type PatternMethod } from '../pattern/matcher.ts'
import { RegexIndex } from '../pattern/regex-index.ts'
import { patternsPort } from '../pattern/registry.ts'
import type { PatternSet } from '../pattern/set.ts'
import { parseSint, type Sint } from '../sint.ts'
import { parseSubstitution, type Substitution, substitute } from '../substitution.ts'

type MapMethod = Exclude<PatternMethod, 'bin' | 'len'>

const inputTypes: Readonly<Record<MapMethod, 'str' | 'sint' | 'addr'>> = {
  str: 'str',
  beg: 'str',
  sub: 'str',
  dir: 'str',
  dom: 'str',
  end: 'str',
  reg: 'str',
  int: 'sint',
  ip: 'addr',
}

const howMatched: Readonly<Record<MapMethod, string>> = {
  str: 'that equals a string',
  beg: 'that a string begins with, the longest first',
  sub: 'that a string contains',
  dir: 'found between slashes of a string',
  dom: 'found between dots and the like of a string',
  end: 'that a string ends with',
  reg: 'whose regular expression matches a string',
  int: 'that equals an integer or contains it',
  ip: 'that equals an address or contains it, the longest prefix first',
}

type CheckValue = (value: string) => string | null

const isInteger: CheckValue = (value) => (/^[+-]?[0-9]+$/.test(value) ? null : `unable to parse '${value}'`)
const isAddress: CheckValue = (value) => (parseIpAddress(value) === null ? `unable to parse '${value}'` : null)

/** The name of a list, and where it is when that is not where the name leads. */
interface MapFile {
  readonly name: string
  readonly place: string | undefined
  readonly span: Span
}

/** Reads the list's name, and checks what the file holds. */
function mapFile(method: MapMethod, checkValue: CheckValue | null, usesGroups = false): Parameter<MapFile> {
  return custom('map_file', '<map_file>', (reader) => {
    const word = reader.next()
    if (word === null || word.text === '') return reader.fail('expects the name of a map file')
    const use = { match: method, ignoreCase: false, noResolve: true, isDotted: false, isMap: true, usesGroups }
    if (checkPatternFile(reader, word, use) === FAILED) return FAILED
    const { path } = parsePatternListName(word.text)
    if (path === null) return { name: word.text, place: undefined, span: word.span }
    if (checkValue !== null && !checkValues(reader, path, checkValue)) return FAILED
    return { name: word.text, place: reader.host.resolvePath?.(path), span: word.span }
  })
}

/** After so many values that cannot be read a file has nothing more to say. */
const findingsLimit = 10

function checkValues(reader: ArgumentReader, path: string, checkValue: CheckValue): boolean {
  const file = reader.host.readFile(path)
  if ('error' in file) return true
  let findings = 0
  for (const { value, line } of parsePatternFile(file.text, true)) {
    const error = checkValue(value ?? '')
    if (error === null) continue
    reader.fail(`${error} at line ${line} of file '${path}'`, { code: 'acl/invalid-pattern' })
    if (++findings === findingsLimit) break
  }
  return findings === 0
}

function openSet({ name, place, span }: MapFile, binder: Binder): PatternSet {
  const set = binder.port(patternsPort).open(name, true, place)
  if ('error' in set) throw new Error(set.error)
  set.users.push({ kind: 'map', keyword: 'map', span })
  return set
}

function hang<I extends PatternIndex<never>>(set: PatternSet, index: I, checkValue: CheckValue | null): I {
  const refused = set.attach(index) ?? (checkValue === null ? null : set.checkValues(checkValue))
  if (refused !== null) throw new Error(`${refused.error} at line ${refused.line} of file '${set.origin.name}'`)
  return index
}

interface Output<T extends SampleType, D> {
  readonly suffix: '' | '_int' | '_ip' | '_key'
  readonly type: T
  readonly what: string
  readonly check: CheckValue | null
  readonly fallback: Parameter<D | null>
  value(entry: PatternEntry): SampleValue | null
}

/** What is made of the value of an entry; made again when that has changed. */
function derived<T>(make: (value: string) => T): (entry: PatternEntry) => T {
  const made = new WeakMap<PatternEntry, { readonly value: string | null; readonly result: T }>()
  return (entry) => {
    const known = made.get(entry)
    if (known !== undefined && known.value === entry.value) return known.result
    const result = make(entry.value ?? '')
    made.set(entry, { value: entry.value, result })
    return result
  }
}

const addressOf = derived(parseIpAddress)

const addressDefault = custom<IpAddress | null>(
  'default_value',
  '[default_value]',
  (reader): IpAddress | null | Failed => {
    const word = reader.next()
    if (word === null || word.text === '') return null
    return parseIpAddress(word.text) ?? reader.fail(`cannot parse default ip <${word.text}>`)
  },
)

const outputs: readonly Output<SampleType, SampleValue>[] = [
  {
    suffix: '',
    type: 'str',
    what: 'the value of the pattern',
    check: null,
    fallback: custom('default_value', '[default_value]', (reader) => reader.next()?.text ?? null),
    value: (entry) => entry.value,
  },
  {
    suffix: '_int',
    type: 'sint',
    what: 'the integer beside the pattern',
    check: isInteger,
    fallback: { ...withDefault<Sint | null>(sint('default_value'), null), type: 'integer' },
    value: (entry) => parseSint(entry.value ?? ''),
  },
  {
    suffix: '_ip',
    type: 'addr',
    what: 'the address beside the pattern',
    check: isAddress,
    fallback: addressDefault,
    value: addressOf,
  },
]

function defineMapConverter(
  method: MapMethod,
  output: Output<SampleType, SampleValue>,
): ConverterKeyword<readonly [Parameter<MapFile>, Parameter<SampleValue | null>], 'str' | 'sint' | 'addr', SampleType> {
  return defineConverter({
    name: `map_${method}${output.suffix}`,
    ...(method === 'str' && output.suffix === '' ? { aliases: ['map'] } : {}),
    summary: `Gives ${output.what} ${howMatched[method]}, or a default.`,
    manual: '7.3.1',
    in: inputTypes[method],
    out: output.type,
    params: [mapFile(method, output.check), output.fallback],
    ...(method === 'str' && output.suffix === ''
      ? { examples: [{ expression: 'str(a),map(virt@empty,default)', gives: 'default' }] }
      : {}),
    bind([file, fallback], binder) {
      const set = openSet(file, binder)
      const index = hang(
        set,
        createIndex(method, { ignoreCase: false, noResolve: true }),
        output.check,
      ) as PatternIndex<SampleValue>
      return (input) => {
        const entry = index.find(input)
        return entry === null ? fallback : output.value(entry)
      }
    },
  })
}

function defineMapKeyConverter(
  method: MapMethod,
): ConverterKeyword<readonly [Parameter<MapFile>], 'str' | 'sint' | 'addr', SampleType> {
  const type = inputTypes[method]
  return defineConverter({
    name: `map_${method}_key`,
    summary: `Gives the pattern ${howMatched[method]}.`,
    manual: '7.3.1',
    in: type,
    out: 'str',
    params: [mapFile(method, null)],
    bind([file], binder) {
      const set = openSet(file, binder)
      const index = hang(
        set,
        createIndex(method, { ignoreCase: false, noResolve: true }),
        null,
      ) as PatternIndex<SampleValue>
      return (input) => index.find(input)?.pattern ?? null
    },
  })
}

const methods = ['str', 'beg', 'sub', 'dir', 'dom', 'end', 'reg', 'int', 'ip'] as const satisfies readonly MatchMethod[]

export const mapConverters: readonly ConverterKeyword[] = methods.flatMap((method) => defineMapConverters(method))

function defineMapConverters(method: MapMethod): ConverterKeyword[] {
  return [...outputs.map((output) => defineMapConverter(method, output)), defineMapKeyConverter(method)]
}

/** The value may refer to groups of the regular expression. */
export const mapRegm = defineConverter({
  name: 'map_regm',
  summary: 'Gives the value beside the regular expression that matches, with its groups put in, or a default.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [
    mapFile('reg', null, true),
    custom('default_value', '[default_value]', (reader) => reader.next()?.text ?? null),
  ],
  bind([file, fallback], binder) {
    const index = hang(openSet(file, binder), new RegexIndex(false, true), null)
    const substitutionOf = derived<Substitution>(parseSubstitution)
    return (input) => {
      const found = index.exec(input)
      return found === null ? fallback : substitute(substitutionOf(found.entry), found.groups)
    }
  },
})

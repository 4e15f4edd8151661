import {
  type ArgumentReader,
  type Bundle,
  custom,
  type DirectiveKeyword,
  defineDirective,
  duration,
  type Failed,
  int,
  oneOf,
  type Parameter,
  rest,
  size,
  text,
  type Word,
} from '@weir/keyword'
import { type InertOptions, inertOptions } from '../options.ts'
import { type InertValue, inertSettings, type WordList } from './settings.ts'

const parameters: Readonly<Record<Extract<InertValue, string>, readonly Parameter<unknown>[]>> = {
  none: [],
  integer: [int('value')],
  positive: [int('value', { min: 0 })],
  size: [size('bytes')],
  time: [duration('time')],
  text: [text('value')],
  words: [rest('values')],
  switch: [oneOf('state', ['on', 'off'])],
}

function wordList(name: string, list: WordList): Parameter<readonly Word[]> {
  if ('one' in list) return custom(name, `{ ${list.one.join(' | ')} }`, (reader) => readOne(name, list.one, reader))
  return custom(name, `{ ${[...list.some, ...list.withValue].join(' | ')} }*`, (reader) => {
    const words: Word[] = []
    for (let word = reader.next(); word !== null; word = reader.next()) {
      words.push(word)
      if (list.some.includes(word.text)) continue
      if (!list.withValue.includes(word.text))
        return reader.fail(`unknown option '${word.text}' on global statement '${name}'.`)
      const value = reader.next()
      if (value === null) return reader.fail(`'${word.text}' expects an argument on global statement '${name}'.`)
      words.push(value)
    }
    if (words.length > 0) return words
    return reader.fail(`global statement '${name}' expects an option as an argument.`, {
      code: 'config/missing-argument',
    })
  })
}

function readOne(name: string, list: readonly string[], reader: ArgumentReader): readonly Word[] | Failed {
  const word = reader.next()
  if (word !== null && list.includes(word.text)) return [word]
  return reader.fail(`'${name}' expects '${list.join("' or '")}' as argument.`)
}

function createInert(
  name: string,
  value: InertValue,
  reason: string,
  isNegatable: boolean,
): DirectiveKeyword<readonly Parameter<unknown>[], InertOptions> {
  return defineDirective<readonly Parameter<unknown>[], InertOptions>({
    name,
    summary: `Has no effect: ${reason}.`,
    manual: '3',
    sections: ['global'],
    ...(isNegatable ? { prefixes: ['no'] as const } : {}),
    withoutEffect: reason,
    options: inertOptions,
    params: typeof value === 'string' ? parameters[value] : [wordList(name, value)],
    apply(record, values, site) {
      record.values.set(name, site.prefix === 'no' ? 'off' : describe(values[0]))
    },
  })
}

function describe(value: unknown): string {
  if (value === undefined) return 'on'
  return Array.isArray(value) ? value.map((word: Word) => word.text).join(' ') : String(value)
}

/**
 * The settings of `global` that are read but change nothing, except those that one of `bundles` defines: an engine that
 * learns to read a setting brings its own keyword, and this one steps back.
 */
export function createInertBundle(bundles: readonly Bundle[]): Bundle {
  const taken = new Set<string>()
  for (const { directives = [] } of bundles) {
    for (const { sections, name, aliases = [] } of directives) {
      if (sections.includes('global')) for (const each of [name, ...aliases]) taken.add(each)
    }
  }
  const directives = inertSettings.flatMap(({ reason, values, negatable = [] }) =>
    Object.entries(values)
      .filter(([name]) => !taken.has(name))
      .map(([name, value]) => createInert(name, value, reason, negatable.includes(name))),
  )
  return { name: 'inert', directives }
}

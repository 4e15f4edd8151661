import {
  type Bundle,
  type DirectiveKeyword,
  defineDirective,
  duration,
  int,
  oneOf,
  type Parameter,
  rest,
  size,
  text,
  type Word,
} from '@weir/keyword'
import { type InertOptions, inertOptions } from '../options.ts'
import { type InertForm, type InertSettings, type InertValue, inertSettings } from './settings.ts'

const parameters: Readonly<Record<InertForm, readonly Parameter<unknown>[]>> = {
  none: [],
  integer: [int('value')],
  percentage: [int('value', { min: 0, max: 100, atEnd: 0 })],
  family: [oneOf('family', ['ipv4', 'ipv6'])],
  size: [size('bytes')],
  time: [duration('time')],
  text: [text('value')],
  words: [rest('values')],
  switch: [oneOf('state', ['on', 'off'])],
}

function createInert(
  name: string,
  value: InertValue,
  { reason, negatable = [], experimental = [] }: InertSettings,
): DirectiveKeyword<readonly Parameter<unknown>[], InertOptions> {
  return defineDirective<readonly Parameter<unknown>[], InertOptions>({
    name,
    summary: `Has no effect: ${reason}.`,
    manual: '3',
    sections: ['global'],
    ...(negatable.includes(name) ? { prefixes: ['no', 'default'] as const } : {}),
    ...(experimental.includes(name) ? { isExperimental: true } : {}),
    withoutEffect: reason,
    options: inertOptions,
    params: typeof value === 'string' ? parameters[value] : [value],
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
  const directives = inertSettings.flatMap((settings) =>
    Object.entries(settings.values)
      .filter(([name]) => !taken.has(name))
      .map(([name, value]) => createInert(name, value, settings)),
  )
  return { name: 'inert', directives }
}

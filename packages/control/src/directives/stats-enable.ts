import {
  condition,
  custom,
  type DirectiveKeyword,
  type DirectiveSite,
  defineDirective,
  duration,
  oneOf,
  optional,
  type Parameter,
  rest,
  text,
  type ValuesOf,
} from '@weir/keyword'
import { type StatsPageOptions, statsPageOptions } from '../options.ts'

const everywhere = ['defaults', 'frontend', 'backend', 'listen'] as const
const notInDefaults = ['frontend', 'backend', 'listen'] as const

/** A `stats` line of a proxy: whatever it says, the page exists from then on. */
function defineStatsDirective<const P extends readonly Parameter<unknown>[]>(
  word: string,
  summary: string,
  params: P,
  set: (record: StatsPageOptions, values: ValuesOf<P>, site: DirectiveSite) => void,
  sections: readonly ('defaults' | 'frontend' | 'backend' | 'listen')[] = everywhere,
  withoutEffect?: string,
): DirectiveKeyword<P, StatsPageOptions> {
  return defineDirective<P, StatsPageOptions>({
    name: `stats ${word}`,
    summary,
    manual: '4.2',
    sections,
    needsHttp: true,
    options: statsPageOptions,
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
    params,
    apply(record, values, site) {
      record.isEnabled = true
      set(record, values, site)
    },
  })
}

const needed = (name: string, message: string) =>
  custom<string>(name, `<${name}>`, (reader) => reader.next()?.text ?? reader.fail(message))

/** HAProxy counts it in seconds. */
const delay = duration('delay', 's', (2 ** 31 - 1) * 1000)

const refreshSeconds = custom<number>('delay', '<delay>', (reader) => {
  const value = delay.parse(reader)
  return typeof value === 'number' ? Math.floor(value / 1000) : value
})

/** The statistics page of a proxy. Manual 4.2. */
export const statsPageDirectives = [
  defineStatsDirective('enable', 'Serves a page with statistics.', [], () => {}),
  defineStatsDirective(
    'uri',
    'Sets the address of the page.',
    [needed('prefix', "'uri' needs an URI prefix")],
    (record, [uri]) => {
      record.uri = uri
    },
  ),
  defineStatsDirective(
    'realm',
    'Sets the realm that asks for a password.',
    [needed('realm', "'realm' needs an realm name")],
    (record, [realm]) => {
      record.realm = realm
    },
  ),
  defineStatsDirective(
    'auth',
    'Adds a user who may see the page.',
    [needed('user:password', "'auth' needs a user:password account")],
    (record, [account], site) => {
      const colon = account.indexOf(':')
      const name = colon < 0 ? account : account.slice(0, colon)
      if (record.users.some((other) => other.name === name)) site.warn(`uri auth: ignoring duplicated user '${name}'.`)
      else record.users.push({ name, password: colon < 0 ? '' : account.slice(colon + 1) })
    },
  ),
  defineStatsDirective(
    'refresh',
    'Makes browsers load the page again after a time.',
    [refreshSeconds],
    (record, [seconds]) => {
      record.refreshSeconds = seconds
    },
  ),
  defineStatsDirective(
    'scope',
    'Shows a proxy; without such a line all are shown.',
    [needed('name', "'scope' needs a proxy name")],
    (record, [name]) => {
      record.scopes.push(name)
    },
  ),
  defineStatsDirective('hide-version', 'Leaves the version out of the page.', [], (record) => {
    record.showsVersion = false
  }),
  defineStatsDirective('show-version', 'Shows the version on the page.', [], (record) => {
    record.showsVersion = true
  }),
  defineStatsDirective('show-legends', 'Explains cells of the page when the mouse is over them.', [], (record) => {
    record.showsLegends = true
  }),
  defineStatsDirective(
    'show-modules',
    'Shows the counters of modules on the page.',
    [],
    (record) => {
      record.showsModules = true
    },
    everywhere,
    'the page shows no counters of modules',
  ),
  defineStatsDirective(
    'show-node',
    'Shows the name of the node, or the given one, on the page.',
    [optional(text('name'))],
    (record, [name]) => {
      record.nodeName = name ?? ''
    },
  ),
  defineStatsDirective(
    'show-desc',
    'Shows the description of the node, or the given one, on the page.',
    [rest('text')],
    (record, [words]) => {
      record.description = words.map((word) => word.text).join(' ')
    },
  ),
  defineStatsDirective(
    'admin',
    'Lets those for whom a condition holds change servers on the page.',
    [condition()],
    (record, [rule], site) => {
      if (rule === null) site.complain("'stats admin' requires either 'if' or 'unless' followed by a condition")
      else record.adminConditions.push(rule)
    },
    notInDefaults,
  ),
  defineStatsDirective(
    'http-request',
    'Decides who may see the page.',
    [oneOf('action', ['allow', 'deny', 'auth']), optionalRealm(), condition()],
    (record, [action, realm, rule]) => {
      record.rules.push({ action, realm, condition: rule })
    },
    notInDefaults,
  ),
]

function optionalRealm(): Parameter<string | null> {
  return custom('realm', '[realm <realm>]', (reader) => {
    if (reader.peek()?.text !== 'realm') return null
    reader.next()
    return reader.next()?.text ?? reader.fail("'auth' needs a name after 'realm'")
  })
}

import { custom, defineDirective, type Word } from '@weir/keyword'
import { inertOptions } from '../options.ts'

/** The parts of HAProxy that can be traced; `all` stands for each of them. */
const sources: ReadonlySet<string> = new Set(
  'all acme applet check fcgi h1 h2 h3 haterm peers pt qmux quic session spop ssl stream'.split(' '),
)

/** What may be set of a source. Events, criteria, sinks and verbosities are those of HAProxy's own machinery. */
const settings: ReadonlySet<string> = new Set('event follow level lock pause sink start stop verbosity'.split(' '))

const levels: ReadonlySet<string> = new Set('error user proto state data developer'.split(' '))

const traceLine = custom<readonly Word[]>('command', '<source> [<setting> [<value>]]*', (reader) => {
  const source = reader.next()
  if (source === null) return reader.fail("'trace' expects a source", { code: 'config/missing-argument' })
  if (source.text === '0') return [source]
  if (!sources.has(source.text)) return reader.fail(`No such trace source '${source.text}'`)
  const words: Word[] = [source]
  for (let setting = reader.next(); setting !== null; setting = reader.next()) {
    if (!settings.has(setting.text)) return reader.fail(`Unknown trace keyword '${setting.text}'`)
    words.push(setting)
    const value = reader.next()
    if (value === null) return words
    if (setting.text === 'level' && !levels.has(value.text)) return reader.fail(`No such trace level '${value.text}'`)
    words.push(value)
  }
  return words
})

/** A line of the section `traces` (3.1). */
export const trace = defineDirective({
  name: 'trace',
  summary: 'Says what would be traced of the inside of the process.',
  sections: ['traces'],
  withoutEffect: 'no traces are written',
  options: inertOptions,
  params: [traceLine],
  apply(record, [words]) {
    record.values.set(`trace ${words[0]!.text}`, words.map(({ text }) => text).join(' '))
  },
})

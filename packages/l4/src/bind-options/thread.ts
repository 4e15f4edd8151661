import {
  type ArgumentReader,
  custom,
  declaredAs,
  defineBindOption,
  type Failed,
  int,
  parseLeadingInteger,
} from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

const spread = 'the kernel spreads connections over all threads'

/** What a group has at most. */
const maximumThreads = 64

/** `[<group>/]<set>[,…]`, where a set is a number, a range, `all`, `odd` or `even`. There is one group. */
const threads = declaredAs(
  custom('set', '[<group>/]<set>[,…]', (reader: ArgumentReader): string | Failed => {
    const word = reader.next()
    if (word === null) return reader.fail("'thread' expects <set>", { code: 'config/missing-argument' })
    for (const part of word.text.split(',')) {
      const [group, set] = part.includes('/') ? [parseLeadingInteger(part), part.replace(/^[^/]*\//, '')] : [1, part]
      if (!/^([0-9]+\/)?[^/]*$/.test(part) || !isThreadSet(set))
        return reader.fail(
          `'thread' expects numbers and ranges from 1 to ${maximumThreads}, 'all', 'odd' or 'even', but got '${part}'`,
        )
      if (group !== 1) return reader.fail(`'thread' : thread-group number must be between 1 and 1 (was ${group})`)
    }
    return word.text
  }),
  1,
)

function isThreadSet(text: string): boolean {
  if (text === 'all' || text === 'odd' || text === 'even') return true
  const match = /^([0-9]+)(?:-([0-9]*))?$/.exec(text)
  if (match === null) return false
  const ends = [Number(match[1]), match[2] ? Number(match[2]) : maximumThreads]
  return ends.every((end) => end >= 1 && end <= maximumThreads)
}

const shards = custom(
  'shards',
  '<number> | by-thread | by-group',
  (reader: ArgumentReader): string | number | Failed => {
    const word = reader.peek()
    if (word?.text !== 'by-thread' && word?.text !== 'by-group') return int('shards', { min: 1, max: 64 }).parse(reader)
    reader.next()
    return word.text
  },
)

const inert = [
  ['thread', threads, 'Chooses the threads that serve this listener.', spread],
  ['shards', shards, 'Sets how many sockets the listener gets.', 'threads share one listening socket'],
  [
    'nice',
    int('nice', { min: -1024, max: 1024 }),
    'Sets the priority of the streams of this listener.',
    'JavaScript runs events in the order they come',
  ],
] as const

/** How listeners are spread over threads: read, and nothing else (manual 5.1). */
export const inertOptions = inert.map(([name, parameter, summary, withoutEffect]) =>
  defineBindOption({
    name,
    summary,
    manual: '5.1',
    options: bindOptions,
    withoutEffect,
    params: [parameter],
    apply() {},
  }),
)

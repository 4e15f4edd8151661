import { defineBindOption, text } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

const spread = 'the kernel spreads connections over all threads'

const inert: readonly (readonly [string, string, string])[] = [
  ['thread', 'Chooses the threads that serve this listener.', spread],
  ['shards', 'Sets how many sockets the listener gets.', 'threads share one listening socket'],
  ['nice', 'Sets the priority of the streams of this listener.', 'JavaScript runs events in the order they come'],
]

/** How listeners are spread over threads: read, and nothing else (manual 5.1). */
export const inertOptions = inert.map(([name, summary, withoutEffect]) =>
  defineBindOption({
    name,
    summary,
    manual: '5.1',
    options: bindOptions,
    withoutEffect,
    params: [text(name)],
    apply() {},
  }),
)

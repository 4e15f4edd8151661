import { custom, defineDirective } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

const uses = ['queue', 'l7-retries', 'check']

const places = custom('places', '[queue | l7-retries | check]*', (reader) => {
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (!uses.includes(word.text))
      return reader.fail(`'option use-small-buffers' expects 'queue', 'l7-retries' or 'check', but got '${word.text}'`)
  }
  return null
})

/** Where small buffers may stand in for those of `tune.bufsize` (manual 4.2). */
export const optionUseSmallBuffers = defineDirective({
  name: 'option use-small-buffers',
  summary: 'Keeps requests that wait in small buffers.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  prefixes: ['no', 'default'],
  options: proxyOptions,
  withoutEffect: "memory is V8's to manage",
  params: [places],
  apply() {},
})

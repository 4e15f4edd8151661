import { custom, defineDirective, type Failed } from '@weir/keyword'
import { type LogStep, logSteps as names } from '@weir/log'
import { streamLogOptions } from '../options.ts'

/** `any` is a word of profiles alone. */
const steps = names.filter((name) => name !== 'any')

const stepList = custom('steps', '{ all | <step>[,<step>]* }', (reader): ReadonlySet<LogStep> | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail("'log-steps' expects a list of log steps", { code: 'config/missing-argument' })
  if (word.text === 'all') return new Set(steps)
  const chosen = new Set<LogStep>()
  for (const name of word.text.split(',')) {
    const step = steps.find((candidate) => candidate === name)
    if (step === undefined)
      return reader.fail(`invalid log step name (${name}). Expected values are: ${steps.join(', ')}`)
    chosen.add(step)
  }
  return chosen
})

/** Logs streams at every one of these steps, rather than once. Manual 4.2. */
export const logSteps = defineDirective({
  name: 'log-steps',
  summary: 'Sets the steps at which streams are logged.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  options: streamLogOptions,
  params: [stepList],
  apply(record, [list]) {
    record.steps = list
  },
})

import { defineServerOption, duration } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

const intervals = [
  ['inter', 'Sets the interval between checks.', 'intervalMs'],
  ['fastinter', 'Sets the interval while the state of the server is changing.', 'fastIntervalMs'],
  ['downinter', 'Sets the interval while the server is down.', 'downIntervalMs'],
  ['agent-inter', 'Sets the interval between questions to the agent.', 'agentIntervalMs'],
] as const

export const intervalOptions = intervals.map(([name, summary, field]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [duration('delay')],
    apply(record, [delayMs], site) {
      if (delayMs <= 0) site.complain(`'${name}' expects a time greater than zero`)
      else record[field] = delayMs
    },
  }),
)

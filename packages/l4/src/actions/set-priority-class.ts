import { defineAction, expression, verdicts } from '@weir/keyword'

const rulesets = ['tcp-request content', 'http-request'] as const
const clamp = (value: number | bigint, limit: number): number => Math.max(-limit, Math.min(limit - 1, Number(value)))

/**
 * The stream's place in queues (manual 4.2): lower classes first, then by time moved by the offset. A value that cannot be cast
 * to an integer changes nothing (seen in the oracle).
 */
export const priorityActions = [
  defineAction({
    name: 'set-priority-class',
    summary: 'Sets the class by which queues are ordered.',
    manual: '4.2',
    rulesets,
    params: [expression('expr')],
    bind([node], binder) {
      const evaluate = binder.expression(node, 'sint')
      return (context) => {
        const value = evaluate(context)
        if (value !== null && context.stream) context.stream.priorityClass = clamp(value, 2048)
        return verdicts.proceed
      }
    },
  }),
  defineAction({
    name: 'set-priority-offset',
    summary: 'Moves the stream in its queue by milliseconds.',
    manual: '4.2',
    rulesets,
    params: [expression('expr')],
    bind([node], binder) {
      const evaluate = binder.expression(node, 'sint')
      return (context) => {
        const value = evaluate(context)
        if (value !== null && context.stream) context.stream.priorityOffsetMs = clamp(value, 524288)
        return verdicts.proceed
      }
    },
  }),
]

import { defineConverter, int } from '@weir/keyword'
import { keepCapture } from '../captures.ts'

/** Captures on the way through an expression (manual 7.3.1). A slot that does not exist takes nothing. */
export const captureConverters = (['capture-req', 'capture-res'] as const).map((name) =>
  defineConverter({
    name,
    summary: `Keeps its input in a slot of the ${name === 'capture-req' ? 'request' : 'response'}, and gives it back.`,
    manual: '7.3.1',
    in: 'str',
    out: 'str',
    params: [int('id', { min: 0 })],
    examples: [{ expression: `str(kept),${name}(0)`, gives: 'kept' }],
    bind: ([id]) => {
      const isResponse = name === 'capture-res'
      return (input, context) => {
        if (context.transaction) keepCapture(context.transaction, isResponse, id, input)
        return input
      }
    },
  }),
)

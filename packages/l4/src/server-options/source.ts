import { declaredAs, defineServerOption } from '@weir/keyword'
import { serverSourceAddress } from '../source-address.ts'
import { transportOptions } from '../transport-options.ts'

/** Where connections to this server come from. Manual 5.2. */
export const source = defineServerOption({
  name: 'source',
  summary: 'Sets the address that connections to this server come from.',
  manual: '5.2',
  options: transportOptions,
  params: [declaredAs(serverSourceAddress, 1, Number.POSITIVE_INFINITY)],
  apply(record, [address]) {
    record.source = address
  },
})

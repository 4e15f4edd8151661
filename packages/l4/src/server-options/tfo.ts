import { defineServerOption } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

/** TCP fast open towards the server. Manual 5.2. */
export const tfoOptions = ['tfo', 'no-tfo'].map((name) =>
  defineServerOption({
    name,
    summary: name === 'tfo' ? 'Sends data with the first packet.' : 'Sends no data with the first packet.',
    manual: '5.2',
    options: transportOptions,
    withoutEffect: 'Node sends once the connection is established',
    params: [],
    apply(record) {
      record.hasFastOpen = name === 'tfo'
    },
  }),
)

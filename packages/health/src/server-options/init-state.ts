import { defineServerOption, oneOf } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

export const initState = defineServerOption({
  name: 'init-state',
  summary: 'Sets the state in which the server starts and leaves maintenance, until checks know better.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [oneOf('state', ['fully-up', 'up', 'down', 'fully-down', 'none'])],
  apply(record, [state]) {
    record.initialState = state
  },
})

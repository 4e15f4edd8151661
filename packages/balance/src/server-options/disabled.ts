import { defineServerOption } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const disabled = defineServerOption({
  name: 'disabled',
  summary: 'Starts the server in maintenance, from which the runtime socket can take it.',
  manual: '5.2',
  options: serverOptions,
  params: [],
  apply(record) {
    record.isDisabled = true
  },
})

export const enabled = defineServerOption({
  name: 'enabled',
  summary: 'Takes back the disabled option of default-server.',
  manual: '5.2',
  options: serverOptions,
  params: [],
  apply(record) {
    record.isDisabled = false
  },
})

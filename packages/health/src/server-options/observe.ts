import { defineServerOption, oneOf, type ProxyModel } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

export const observe = defineServerOption({
  name: 'observe',
  summary: 'Lets errors of real traffic count for the health of the server.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [oneOf('mode', ['none', 'layer4', 'layer7'])],
  apply(record, [mode], { owner, warn }) {
    // The mode that counts is the one so far.
    if (mode === 'layer7' && (owner as Partial<ProxyModel>).mode !== 'http')
      warn("'layer7' can only be used in http proxies.")
    record.observes = mode === 'none' ? null : mode
  },
})

export const onError = defineServerOption({
  name: 'on-error',
  summary: 'Says what too many observed errors do.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [oneOf('mode', ['fastinter', 'fail-check', 'sudden-death', 'mark-down'])],
  apply(record, [mode]) {
    record.onError = mode
  },
})

import { custom, defineServerOption, oneOf, type ParseHost, type ProxyModel } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

const observed = oneOf('mode', ['none', 'layer4', 'layer7'])

export const observe = defineServerOption({
  name: 'observe',
  summary: 'Lets errors of real traffic count for the health of the server.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [
    custom('mode', observed.usage, (reader) => {
      const mode = observed.parse(reader)
      // The mode that counts is the one so far.
      const section = reader.host.section as (ParseHost['section'] & Partial<Pick<ProxyModel, 'mode'>>) | null
      const isHttp = section?.kind !== 'peers' && section?.kind !== 'ring' && (section?.mode ?? 'http') === 'http'
      if (mode === 'layer7' && !isHttp) reader.warn("'layer7' can only be used in http proxies.")
      return mode
    }),
  ],
  apply(record, [mode]) {
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

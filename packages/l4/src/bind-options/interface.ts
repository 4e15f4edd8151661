import { custom, defineBindOption } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

const interfaceName = custom(
  'interface',
  '<interface>',
  (reader) =>
    reader.next()?.text ?? reader.fail("'interface' : missing interface name", { code: 'config/missing-argument' }),
)

export const boundInterface = defineBindOption({
  name: 'interface',
  summary: 'Takes only connections that come by a network interface.',
  manual: '5.1',
  options: bindOptions,
  params: [interfaceName],
  apply(record, [name]) {
    record.interfaceName = name
  },
})

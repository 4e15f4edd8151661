import { parseIpAddress } from '@weir/base'
import { custom, defineServerOption } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const initAddr = defineServerOption({
  name: 'init-addr',
  summary: 'Says how the address of a server with a host name is found at start, in order of preference.',
  manual: '5.2',
  options: serverOptions,
  params: [
    custom('{last | libc | none | <ip>},[...]', '{last | libc | none | <ip>},[...]', (reader) => {
      // Empty ones are let pass, as HAProxy does.
      const methods = (reader.next()?.text ?? '').split(',').filter((method) => method !== '')
      const [, second] = methods.filter((method) => parseIpAddress(method) !== null)
      if (second !== undefined)
        return reader.fail(`'init-addr' : initial address already specified, cannot add '${second}'.`)
      for (const method of methods) {
        if (method === 'last' || method === 'libc' || method === 'none' || parseIpAddress(method) !== null) continue
        return reader.fail(`'init-addr' : unknown init-addr method '${method}'`)
      }
      return methods
    }),
  ],
  apply(record, [methods]) {
    record.initAddr = methods
  },
})

import { defineServerOption, oneOf } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const verify = defineServerOption({
  name: 'verify',
  summary: 'Has no effect on a server without ssl when none; required is refused.',
  manual: '5.2',
  options: serverOptions,
  withoutEffect: 'servers are reached without TLS',
  params: [oneOf('verify', ['none', 'required'])],
  apply(_record, [value], site) {
    if (value === 'required') site.complain("'verify required' needs TLS to servers, which Weir does not support yet")
  },
})

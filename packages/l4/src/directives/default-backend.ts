import { backend, defineDirective } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** The backend of streams that no `use_backend` takes. Manual 4.2. */
export const defaultBackend = defineDirective({
  name: 'default_backend',
  summary: 'Names the backend of streams that no rule takes.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  options: proxyOptions,
  params: [backend('backend')],
  apply(record, [target]) {
    record.defaultBackend = target
  },
})

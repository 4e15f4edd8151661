import { defineServerOption, type Reference, reference, type SectionModel } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

/** Since 3.4. */
export const healthcheck = defineServerOption({
  name: 'healthcheck',
  summary: 'Checks the server as a section healthcheck says, not as its backend does.',
  options: serverCheckOptions,
  params: [reference('section', 'healthcheck')],
  apply(record, [section]) {
    record.healthcheck = section as Reference<SectionModel>
  },
})

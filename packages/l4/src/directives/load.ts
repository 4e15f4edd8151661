import { defineDirective } from '@weir/keyword'
import { readLoadWords } from '../tls/load-words.ts'
import { certificateStoreOptions } from '../tls/options.ts'

/** Puts a certificate into a store, under its path or an alias. Manual 3.11. */
export const load = defineDirective({
  name: 'load',
  summary: 'Loads a certificate with its files into the store.',
  manual: '3.11',
  sections: ['crt-store'],
  options: certificateStoreOptions,
  params: [readLoadWords],
  apply(record, [{ crt, files }], site) {
    if (crt === null) {
      site.complain("'load' in section 'crt-store': mandatory 'crt' parameter not found.")
      return
    }
    record.certificates.push({ crt, files, span: site.span })
  },
})

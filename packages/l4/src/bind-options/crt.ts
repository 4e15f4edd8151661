import { defineBindOption } from '@weir/keyword'
import { bindTlsOptions, type CertificateSource } from '../tls/options.ts'
import { neededFile } from '../tls/words.ts'

const rows: readonly (readonly [string, CertificateSource['kind'], string])[] = [
  ['crt', 'crt', 'Loads a certificate with its key, or all of a directory.'],
  ['default-crt', 'default', 'Loads a certificate for clients whose name no other certificate has.'],
  ['crt-list', 'list', 'Loads the certificates that a file lists, each with options and names.'],
]

/** Where certificates come from (manual 5.1). */
export const certificateSources = rows.map(([name, kind, summary]) =>
  defineBindOption({
    name,
    summary,
    manual: '5.1',
    options: bindTlsOptions,
    params: [neededFile(name, 'missing certificate location')],
    apply(record, [file]) {
      record.sources.push({ kind, file })
    },
  }),
)

import { custom, defineDirective } from '@weir/keyword'
import { certificateStoreOptions, type TlsProcessOptions, tlsProcessOptions } from '../tls/options.ts'

const directory = (name: string) =>
  custom('directory', '<directory>', (reader) => {
    const word = reader.next()
    if (word !== null) return reader.host.resolvePath?.(word.text) ?? word.text
    return reader.fail(`global statement '${name}' expects a directory path as an argument.`, {
      code: 'config/missing-argument',
    })
  })

const rows: readonly (readonly [
  name: string,
  field: 'authorityBase' | 'certificateBase' | 'keyBase' | 'issuersPath',
  summary: string,
])[] = [
  ['ca-base', 'authorityBase', 'Sets where relative paths of authorities and revocation lists start from.'],
  ['crt-base', 'certificateBase', 'Sets where relative paths of certificates start from.'],
  ['key-base', 'keyBase', 'Sets where relative paths of keys start from.'],
  ['issuers-chain-path', 'issuersPath', 'Sets a directory of chains for certificates that come without one.'],
]

/** Directories of certificates and keys (manual 3.1). */
export const baseDirectories = rows.map(([name, field, summary]) =>
  defineDirective({
    name,
    summary,
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [directory(name)],
    apply(record: TlsProcessOptions, [path]) {
      record[field] = path
    },
  }),
)

/** The same for one `crt-store` (manual 3.11). */
export const storeDirectories = rows.slice(1, 3).map(([name, field, summary]) =>
  defineDirective({
    name,
    summary,
    manual: '3.11',
    sections: ['crt-store'],
    options: certificateStoreOptions,
    params: [directory(name)],
    apply(record, [path]) {
      record[field as 'certificateBase' | 'keyBase'] = path
    },
  }),
)

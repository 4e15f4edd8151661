import { custom, defineBindOption } from '@weir/keyword'
import { bindTlsOptions, type VerifyMode } from '../tls/options.ts'
import { verifyErrorList } from '../tls/verify-errors.ts'
import { neededFile } from '../tls/words.ts'

const verifyMode = custom<VerifyMode>('mode', '{ none | optional | required }', (reader) => {
  const word = reader.next()
  if (word === null) return reader.fail("'verify' : missing verify method", { code: 'config/missing-argument' })
  if (word.text === 'none' || word.text === 'optional' || word.text === 'required') return word.text
  return reader.fail(
    `'verify' : unknown verify method '${word.text}', only 'none', 'optional', and 'required' are supported`,
  )
})

const fileRows: readonly (readonly [string, 'authorities' | 'unnamedAuthorities' | 'revocations', string, string])[] = [
  [
    'ca-file',
    'authorities',
    'missing CAfile path',
    'Sets the authorities that certificates of clients are verified with.',
  ],
  [
    'ca-verify-file',
    'unnamedAuthorities',
    'missing CAfile path',
    'Sets authorities that verify, and are not named to clients.',
  ],
  [
    'crl-file',
    'revocations',
    'missing CRLfile path',
    'Sets the revocation lists that certificates of clients are looked up in.',
  ],
]

const errorRows: readonly (readonly [string, 'ignoredErrors' | 'ignoredAuthorityErrors', string])[] = [
  ['crt-ignore-err', 'ignoredErrors', 'Lets errors of a client certificate pass.'],
  ['ca-ignore-err', 'ignoredAuthorityErrors', 'Lets errors of the authorities above a client certificate pass.'],
]

/** How the certificates of clients are verified (manual 5.1). */
export const verification = [
  defineBindOption({
    name: 'verify',
    summary: 'Says whether clients may, or have to, bring a certificate.',
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption: true,
    params: [verifyMode],
    apply(record, [mode]) {
      record.verify = mode
    },
  }),
  ...fileRows.map(([name, field, missing, summary]) =>
    defineBindOption({
      name,
      summary,
      manual: '5.1',
      options: bindTlsOptions,
      isCrtListOption: true,
      params: [neededFile(name, missing)],
      apply(record, [file]) {
        record[field] = file
      },
    }),
  ),
  ...errorRows.map(([name, field, summary]) =>
    defineBindOption({
      name,
      summary,
      manual: '5.1',
      options: bindTlsOptions,
      params: [verifyErrorList],
      apply(record, [errors]) {
        record[field] = errors
      },
    }),
  ),
  defineBindOption({
    name: 'no-ca-names',
    summary: 'Names no authorities to clients.',
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption: true,
    params: [],
    apply(record) {
      record.hidesAuthorityNames = true
    },
  }),
]

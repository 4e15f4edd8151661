import { custom, defineServerOption } from '@weir/keyword'
import { type ServerTlsOptions, serverTlsOptions } from '../tls/options.ts'
import { needed, neededFile } from '../tls/words.ts'

const verifyMode = custom<'none' | 'required'>('mode', '{ none | required }', (reader) => {
  const word = reader.next()
  if (word === null) return reader.fail("'verify' : missing verify method", { code: 'config/missing-argument' })
  if (word.text === 'none' || word.text === 'required') return word.text
  return reader.fail(`'verify' : unknown verify method '${word.text}', only 'none' and 'required' are supported`)
})

const fileRows: readonly (readonly [
  string,
  keyof ServerTlsOptions & ('authorities' | 'revocations' | 'credential'),
  string,
  string,
])[] = [
  [
    'ca-file',
    'authorities',
    'missing CAfile path',
    'Sets the authorities that the certificate of the server is verified with.',
  ],
  [
    'crl-file',
    'revocations',
    'missing CRLfile path',
    'Sets the revocation lists that its certificate is looked up in.',
  ],
  [
    'crt',
    'credential',
    'missing certificate file path',
    'Loads the certificate that is shown to the server when it asks for one.',
  ],
]

/** How server and Weir prove who they are (manual 5.2). */
export const verification = [
  defineServerOption({
    name: 'verify',
    summary: 'Says whether the certificate of the server is verified.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [verifyMode],
    apply(record, [mode]) {
      record.verify = mode
    },
  }),
  defineServerOption({
    name: 'verifyhost',
    summary: 'Sets the name that the certificate of the server must have.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [needed('hostname', 'missing hostname to verify against')],
    apply(record, [host]) {
      record.verifiedHost = host
    },
  }),
  ...fileRows.map(([name, field, missing, summary]) =>
    defineServerOption({
      name,
      summary,
      manual: '5.2',
      options: serverTlsOptions,
      params: [neededFile(name, missing)],
      apply(record, [file]) {
        record[field] = file
      },
    }),
  ),
]

import { custom, defineDirective, type Parameter, rest } from '@weir/keyword'
import { type ExtraFileKind, extraFileKinds, tlsProcessOptions } from '../tls/options.ts'

const expects = "'ssl-load-extra-files' expects one or multiple arguments (none, all, bundle, sctl, ocsp, issuer)."

const kinds: Parameter<ReadonlySet<ExtraFileKind>> = custom('kinds', '{ none | all | <kind>* }', (reader) => {
  const words: string[] = []
  for (let word = reader.next(); word !== null; word = reader.next()) words.push(word.text)
  if (words.length === 0) return reader.fail(expects, { code: 'config/missing-argument' })
  if (words.some((word) => word === 'none' || word === 'all')) {
    if (words.length > 1) return reader.fail("'ssl-load-extra-files' 'none' and 'all' can be only used alone")
    return new Set(words[0] === 'all' ? extraFileKinds : [])
  }
  const found = words.map((word) => extraFileKinds.find((kind) => kind === word))
  return found.includes(undefined) ? reader.fail(expects) : new Set(found as ExtraFileKind[])
})

/** Which files are looked for beside a certificate, and how they are called (manual 3.1). */
export const extraFiles = [
  defineDirective({
    name: 'ssl-load-extra-files',
    summary: 'Says which files are looked for beside a certificate.',
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [kinds],
    apply(record, [found]) {
      record.extraFiles = found
    },
  }),
  defineDirective({
    name: 'ssl-load-extra-del-ext',
    summary: 'Puts the extension of such a file in the place of the certificate’s.',
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [rest('ignored')],
    apply(record) {
      record.replacesExtension = true
    },
  }),
  defineDirective({
    name: 'ssl-skip-self-issued-ca',
    summary: 'Leaves self-issued authorities out of the chains that are sent.',
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [rest('ignored')],
    apply(record) {
      record.skipsSelfIssued = true
    },
  }),
]

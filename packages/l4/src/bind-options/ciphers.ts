import { defineBindOption } from '@weir/keyword'
import { cipherRows } from '../tls/define-negotiation.ts'
import { defineTlsBindOption } from '../tls/define-tls-option.ts'
import { bindTlsOptions } from '../tls/options.ts'
import { needed } from '../tls/words.ts'

/** Ciphers, groups and signatures (manual 5.1). */
export const cipherLists = cipherRows.map((row) => defineTlsBindOption(row, true))

/** What else chooses ciphers (manual 5.1). */
export const cipherChoices = [
  defineBindOption({
    name: 'ecdhe',
    summary: 'Sets the one curve of the key exchange.',
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption: true,
    params: [needed('ecdhe', 'missing named curve')],
    apply(record, [curve]) {
      record.namedCurve = curve
    },
  }),
  defineBindOption({
    name: 'prefer-client-ciphers',
    summary: "Lets the order of the client's ciphers count.",
    manual: '5.1',
    options: bindTlsOptions,
    params: [],
    apply(record) {
      record.prefersClientCiphers = true
    },
  }),
]

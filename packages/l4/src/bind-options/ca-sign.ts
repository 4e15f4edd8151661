import { defineBindOption } from '@weir/keyword'
import { bindTlsOptions } from '../tls/options.ts'
import { needed } from '../tls/words.ts'

const withoutEffect = 'certificates are not made while clients wait'

/** What `generate-certificates` would sign with (manual 5.1). */
export const signing = [
  defineBindOption({
    name: 'ca-sign-file',
    summary: 'Names the authority that would sign certificates made for unknown names.',
    manual: '5.1',
    options: bindTlsOptions,
    withoutEffect,
    params: [needed('ca-sign-file', 'missing CAfile path')],
    apply() {},
  }),
  defineBindOption({
    name: 'ca-sign-pass',
    summary: 'Gives the passphrase of the key of that authority.',
    manual: '5.1',
    options: bindTlsOptions,
    withoutEffect,
    params: [needed('ca-sign-pass', 'missing CAkey password')],
    apply() {},
  }),
]

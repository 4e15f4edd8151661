import { defineBindOption, oneOf } from '@weir/keyword'
import { bindTlsOptions } from '../tls/options.ts'

/** What the runtime's TLS does not offer (manual 5.1): clients do without and notice nothing. */
export const inertTls = [
  defineBindOption({
    name: 'allow-0rtt',
    summary: 'Takes data with the first flight of TLS 1.3.',
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption: true,
    withoutEffect: 'Node accepts no early data, and clients send it again once the handshake is done',
    params: [],
    apply() {},
  }),
  defineBindOption({
    name: 'ktls',
    summary: 'Leaves encryption to the kernel.',
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption: true,
    withoutEffect: 'Node encrypts in the process',
    params: [oneOf('ktls', ['on', 'off'])],
    apply() {},
  }),
]

import { alpnRow, npnRow } from '../tls/define-negotiation.ts'
import { defineTlsBindOption } from '../tls/define-tls-option.ts'

/** The protocol above TLS (manual 5.1). */
export const alpn = [
  defineTlsBindOption(alpnRow, true),
  defineTlsBindOption(
    {
      name: 'no-alpn',
      summary: 'Agrees on no protocol with ALPN.',
      params: [],
      apply(words) {
        words.alpn = []
      },
    },
    true,
  ),
  defineTlsBindOption(npnRow, true),
]

import { custom, defineFetch } from '@weir/keyword'
import { defineSessionFetch } from '../define-session-fetch.ts'
import type { Session } from '../session.ts'

/** Type numbers of PROXY protocol fields (PROXY protocol §2.2). */
const types: Readonly<Record<string, number>> = {
  ALPN: 0x01,
  AUTHORITY: 0x02,
  CRC32: 0x03,
  NOOP: 0x04,
  UNIQUE_ID: 0x05,
  SSL: 0x20,
  SSL_VERSION: 0x21,
  SSL_CN: 0x22,
  SSL_CIPHER: 0x23,
  SSL_SIG_ALG: 0x24,
  SSL_KEY_ALG: 0x25,
  NETNS: 0x30,
}

/** Longer values are not kept, as in HAProxy. */
const maximumLength = 1024

function fieldOf(session: Session, type: number): string | null {
  for (const field of session.proxyHeader?.fields ?? []) {
    if (field.type === type && field.value.length <= maximumLength) return Buffer.from(field.value).toString('latin1')
  }
  return null
}

const fieldType = custom('id', '<id>', (reader) => {
  const text = reader.next()?.text ?? ''
  const type = types[text.toUpperCase()] ?? (/^(0x[0-9a-fA-F]+|[0-9]+)$/.test(text) ? Number(text) : Number.NaN)
  return type >= 0 && type <= 255
    ? type
    : reader.fail(`expects the number of a field from 0 to 255 or its name, but got '${text}'`)
})

/** Fields of the PROXY header, version 2 (manual 7.3.3). */
export const proxyFields = [
  defineSessionFetch(
    'fc_pp_authority',
    'str',
    'client connection',
    'Gives the host name of the PROXY header.',
    (session) => fieldOf(session, 0x02),
  ),
  defineSessionFetch(
    'fc_pp_unique_id',
    'str',
    'client connection',
    'Gives the identifier of the PROXY header.',
    (session) => fieldOf(session, 0x05),
  ),
]

export const fcPpTlv = defineFetch({
  name: 'fc_pp_tlv',
  summary: 'Gives a field of the PROXY header by its number or name.',
  manual: '7.3.3',
  out: 'str',
  source: 'client session',
  params: [fieldType],
  bind:
    ([type]) =>
    (context) =>
      context.session ? fieldOf(context.session, type) : null,
})

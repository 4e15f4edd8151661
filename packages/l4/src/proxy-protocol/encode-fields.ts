import { X509Certificate } from 'node:crypto'
import { crc32c } from '@weir/base'
import type { ProxyHeaderFormat } from '../server-transport.ts'
import type { Stream } from '../stream.ts'
import { certificateOf } from '../tls/certificate/certificate.ts'
import { describeKey } from '../tls/runtime/describe-certificate.ts'
import type { TlsSession } from '../tls/tls-session.ts'
import type { ProxyField } from '../transport-options.ts'

/** PROXY protocol §2.2, types of fields. */
const types = {
  alpn: 0x01,
  authority: 0x02,
  crc32c: 0x03,
  uniqueId: 0x05,
  ssl: 0x20,
  sslVersion: 0x21,
  sslCommonName: 0x22,
  sslCipher: 0x23,
  sslSignature: 0x24,
  sslKey: 0x25,
} as const

/** Bits of the first byte of `ssl`: TLS is spoken; a certificate came in this connection, or in its session. */
const clientBits = { tls: 1, certificateInConnection: 2, certificateInSession: 4 } as const

/** Fields that are part of `ssl`, which each of them brings along. */
const sslFields: readonly ProxyField[] = ['ssl', 'cert-cn', 'ssl-cipher', 'cert-sig', 'cert-key']

/** A header of version 2 with the fields that are wanted, in HAProxy's order. */
export function appendFields(
  header: Uint8Array,
  { fields: wanted, formats }: ProxyHeaderFormat,
  stream: Stream,
): Uint8Array {
  const connection = stream.session.connection.tls
  const tls = connection?.isEstablished === true ? connection : null
  const fields: Uint8Array[] = []
  if (wanted.has('crc32c')) fields.push(field(types.crc32c, new Uint8Array(4)))
  if (tls !== null && tls.alpn !== null) fields.push(textField(types.alpn, tls.alpn))
  if (wanted.has('authority') && tls !== null && tls.serverName !== null)
    fields.push(textField(types.authority, tls.serverName))
  const uniqueId = wanted.has('unique-id') ? stream.identify() : null
  if (uniqueId !== null) fields.push(textField(types.uniqueId, uniqueId))
  if (sslFields.some((name) => wanted.has(name))) fields.push(field(types.ssl, describeTls(tls, wanted)))
  for (const { type, value } of formats) fields.push(textField(type, value(stream)))
  if (fields.length === 0) return header
  const whole = new Uint8Array(Buffer.concat([header, ...fields]))
  const view = new DataView(whole.buffer)
  view.setUint16(14, whole.length - 16)
  // The sum is taken over the header with zeros in its place (PROXY protocol §2.2.3).
  if (wanted.has('crc32c')) view.setUint32(header.length + 3, crc32c(whole))
  return whole
}

function describeTls(tls: TlsSession | null, wanted: ReadonlySet<ProxyField>): Uint8Array {
  if (tls === null) return new Uint8Array(5)
  const peer = tls.peerCertificates[0]
  const own = tls.ownCertificates[0]
  let client: number = clientBits.tls
  if (peer !== undefined) client |= clientBits.certificateInSession
  if (peer !== undefined && !tls.isResumed) client |= clientBits.certificateInConnection
  const start = new Uint8Array(5)
  start[0] = client
  new DataView(start.buffer).setUint32(1, tls.verifyResult)
  const parts = [start, textField(types.sslVersion, tls.protocol)]
  const name = wanted.has('cert-cn') && peer !== undefined ? certificateOf(peer)?.subject.entry('CN', 1) : null
  if (name !== null && name !== undefined) parts.push(textField(types.sslCommonName, name))
  if (wanted.has('cert-key') && own !== undefined)
    parts.push(textField(types.sslKey, describeKey(new X509Certificate(own))))
  const signature = wanted.has('cert-sig') && own !== undefined ? certificateOf(own)?.signatureAlgorithm : null
  if (signature !== null && signature !== undefined) parts.push(textField(types.sslSignature, signature))
  if (wanted.has('ssl-cipher')) parts.push(textField(types.sslCipher, tls.cipher))
  return new Uint8Array(Buffer.concat(parts))
}

const textField = (type: number, text: string): Uint8Array => field(type, Buffer.from(text, 'latin1'))

/** Values are cut to what the length of the whole header can tell of. */
function field(type: number, value: Uint8Array): Uint8Array {
  const kept = value.subarray(0, maximumValueBytes)
  return Uint8Array.of(type, kept.length >> 8, kept.length & 255, ...kept)
}

const maximumValueBytes = 4096

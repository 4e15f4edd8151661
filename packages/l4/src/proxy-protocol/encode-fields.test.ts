import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseIpAddress, type SocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import type { ProxyHeaderFormat } from '../server-transport.ts'
import type { Stream } from '../stream.ts'
import { readPemBlocks } from '../tls/pem-blocks.ts'
import type { TlsSession } from '../tls/tls-session.ts'
import { unstartedTls } from '../tls/unstarted-tls.ts'
import { type ProxyField, proxyFields } from '../transport-options.ts'
import { encodeProxyHeader } from './encode.ts'

const pem = readFileSync(new URL('../../../../tooling/oracle/fixtures/stapled.pem', import.meta.url), 'latin1')
const leaf = new Uint8Array(new X509Certificate(readPemBlocks(pem).certificates[0]!).raw)
const local = (port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress('127.0.0.1')!, port })

/** What the client of HAProxy's headers below spoke. */
const spoken: TlsSession = {
  ...unstartedTls,
  isEstablished: true,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  alpn: 'foo',
  serverName: 'www.leaf.test',
  peerCertificates: [leaf],
  ownCertificates: [leaf],
}

function streamOf(tls: TlsSession | null, from: number, to: number): Stream {
  return {
    sourceAddress: local(from),
    destinationAddress: local(to),
    session: { connection: { tls } },
    identify: () => 'id-127.0.0.1',
  } as unknown as Stream
}

const formatOf = (fields: readonly ProxyField[]): ProxyHeaderFormat => ({
  version: 2,
  fields: new Set(fields),
  formats: [],
})

const hexOf = (tls: TlsSession | null, fields: readonly ProxyField[], ports: readonly [number, number]): string =>
  Buffer.from(encodeProxyHeader(formatOf(fields), streamOf(tls, ...ports))).toString('hex')

test('headers are those that HAProxy sends, byte for byte', () => {
  expect(hexOf(spoken, proxyFields, [0xb1b0, 0x1e83])).toBe(
    '0d0a0d0a000d0a515549540a211100867f0000017f000001b1b01e83030004e331a26b010003666f6f02000d7777772e6c6561662e7465737405000c69642d3132372e302e302e3120004b0700000000210007544c5376312e332200096c6561662e746573742500075253413230343824000a5253412d534841323536230016544c535f4145535f3235365f47434d5f534841333834',
  )
  const quiet = { ...spoken, alpn: null, serverName: null, peerCertificates: [] }
  expect(hexOf(quiet, ['crc32c'], [0x86a8, 0x1e89])).toBe(
    '0d0a0d0a000d0a515549540a211100137f0000017f00000186a81e89030004c9178db3',
  )
})

/** The fields behind the addresses, those of TLS in brackets. */
function show(bytes: Uint8Array): string {
  const walk = (part: Buffer): string => {
    const found: string[] = []
    for (let at = 0; at < part.length; at += 3 + part.readUInt16BE(at + 1)) {
      const value = part.subarray(at + 3, at + 3 + part.readUInt16BE(at + 1))
      const type = part[at]!.toString(16)
      found.push(
        type === '20'
          ? `20(${value[0]} ${value.readUInt32BE(1)} ${walk(value.subarray(5))})`
          : `${type}=${value.toString('latin1')}`,
      )
    }
    return found.join(' ')
  }
  return walk(Buffer.from(bytes).subarray(28))
}

test.each<readonly [string, TlsSession | null, readonly ProxyField[], string]>([
  ['ALPN goes without saying', spoken, [], '1=foo'],
  ['one part of TLS brings TLS', spoken, ['ssl-cipher'], '1=foo 20(7 0 21=TLSv1.3 23=TLS_AES_256_GCM_SHA384)'],
  ['a session that is resumed', { ...spoken, alpn: null, isResumed: true }, ['ssl'], '20(5 0 21=TLSv1.3)'],
  [
    'a certificate that is not trusted',
    { ...spoken, alpn: null, verifyResult: 21 },
    ['cert-cn'],
    '20(7 21 21=TLSv1.3 22=leaf.test)',
  ],
  ['no certificate', { ...spoken, alpn: null, peerCertificates: [] }, ['cert-cn'], '20(1 0 21=TLSv1.3)'],
  ['no TLS', null, ['ssl', 'cert-cn', 'ssl-cipher', 'authority'], '20(0 0 )'],
  ['an identifier', null, ['unique-id'], '5=id-127.0.0.1'],
])('%s', (_name, tls, fields, expected) => {
  expect(show(encodeProxyHeader(formatOf(fields), streamOf(tls, 1, 2)))).toBe(expected)
})

test('fields of one’s own come last, and version 1 has none', () => {
  const stream = streamOf(null, 1, 2)
  const formats = [{ type: 0xe0, value: () => 'x' }]
  expect(show(encodeProxyHeader({ version: 2, fields: new Set(['unique-id']), formats }, stream))).toBe(
    '5=id-127.0.0.1 e0=x',
  )
  const text = Buffer.from(encodeProxyHeader({ version: 1, fields: new Set(['ssl']), formats }, stream)).toString()
  expect(text).toBe('PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n')
})

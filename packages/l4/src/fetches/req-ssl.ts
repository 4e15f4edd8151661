import { defineFetch, type SampleContext, type SampleType, type Source, type ValueOf } from '@weir/keyword'
import {
  type ClientHello,
  extensionTypes,
  firstProtocol,
  parseClientHello,
  readHandshake,
  serverName,
} from '../client-hello.ts'
import { type Direction, inspectedBytes, needsMore } from '../inspected-bytes.ts'

function helloType(context: SampleContext, direction: Direction): number | null {
  const bytes = inspectedBytes(context, direction)
  if (bytes === null) return null
  // As HAProxy: the type is told once the whole message is there, so that one rule waits for all that others read.
  const message = readHandshake(bytes)
  return message === 'incomplete' ? needsMore(context) : message === 'invalid' ? null : message.type
}

/** Major in the upper half, minor in the lower: `3.3` in an ACL is 196611. */
function helloVersion(context: SampleContext): number | null {
  const bytes = inspectedBytes(context, 'request')
  if (bytes === null) return null
  const message = readHandshake(bytes)
  if (message === 'incomplete') return needsMore(context)
  return message === 'invalid' || message.body.length < 2 ? null : (message.body[0]! << 16) | message.body[1]!
}

function clientHello(context: SampleContext): ClientHello | null {
  const bytes = inspectedBytes(context, 'request')
  if (bytes === null) return null
  const message = readHandshake(bytes)
  if (message === 'incomplete') return needsMore(context)
  return message === 'invalid' || message.type !== 1 ? null : parseClientHello(message.body)
}

/** The kind of handshake message that a side begins with (manual 7.3.5): 1 client hello, 2 server hello. */
export const helloTypes = [
  defineFetch({
    name: 'req.ssl_hello_type',
    aliases: ['req_ssl_hello_type'],
    summary: 'Gives the type of the handshake message that the client begins with.',
    manual: '7.3.5',
    out: 'sint',
    source: 'request',
    params: [],
    bind: () => (context) => helloType(context, 'request'),
  }),
  defineFetch({
    name: 'res.ssl_hello_type',
    aliases: ['rep_ssl_hello_type'],
    summary: 'Gives the type of the handshake message that the server begins with.',
    manual: '7.3.5',
    out: 'sint',
    source: 'response',
    params: [],
    bind: () => (context) => helloType(context, 'response'),
  }),
]

const defineHelloFetch = <const T extends SampleType>(
  name: string,
  aliases: readonly string[],
  out: T,
  summary: string,
  read: (hello: ClientHello) => ValueOf<T> | null,
  source: Source = 'request',
) =>
  defineFetch({
    name,
    aliases,
    summary,
    manual: '7.3.5',
    out,
    source,
    params: [],
    bind: () => (context) => {
      const hello = clientHello(context)
      return hello === null ? null : read(hello)
    },
  })

/** A list that an extension holds after its own two-byte length. */
const listOf = (type: number) => (hello: ClientHello) => hello.extensions.get(type)?.slice(2) ?? null

/** The groups of the key shares, without their keys. */
function keyShareGroups(hello: ClientHello): Uint8Array | null {
  const extension = hello.extensions.get(extensionTypes.keyShare)
  if (extension === undefined) return null
  const groups: number[] = []
  for (let at = 2; at + 4 <= extension.length; ) {
    groups.push(extension[at]!, extension[at + 1]!)
    at += 4 + ((extension[at + 2]! << 8) | extension[at + 3]!)
  }
  return Uint8Array.from(groups)
}

/** HAProxy lets these lists stand wherever the connection is known; once the hello has been taken in, they find nothing. */
const lasting: Source = 'client connection'

/** What a client says in its hello, read without taking part in the handshake (manual 7.3.5). */
export const helloFetches = [
  defineHelloFetch(
    'req.ssl_sni',
    ['req_ssl_sni'],
    'str',
    'Gives the server name that the client asks for.',
    serverName,
  ),
  defineHelloFetch('req.ssl_alpn', [], 'str', 'Gives the protocol that the client offers first.', firstProtocol),
  defineFetch({
    name: 'req.ssl_ver',
    aliases: ['req_ssl_ver'],
    summary: 'Gives the TLS version in the first handshake message: 3.3 for TLS 1.2 and for all that came after.',
    manual: '7.3.5',
    out: 'sint',
    source: 'request',
    patternForm: 'dotted',
    params: [],
    bind: () => helloVersion,
  }),
  // Without curves no sample, as the oracle shows.
  defineHelloFetch('req.ssl_ec_ext', [], 'bool', 'Tells that the client offers elliptic curves.', (hello) =>
    hello.extensions.has(extensionTypes.supportedGroups) ? true : null,
  ),
  defineHelloFetch(
    'req.ssl_st_ext',
    [],
    'sint',
    'Tells about session tickets: 0 none offered, 1 offered, 2 sent.',
    (hello) => {
      if (hello.extensions.size === 0) return null
      const ticket = hello.extensions.get(extensionTypes.sessionTicket)
      return ticket === undefined ? 0 : ticket.length > 0 ? 2 : 1
    },
  ),
  defineHelloFetch(
    'req.ssl_cipherlist',
    [],
    'bin',
    'Gives the cipher suites that the client offers.',
    (hello) => hello.cipherSuites,
    lasting,
  ),
  defineHelloFetch(
    'req.ssl_sigalgs',
    [],
    'bin',
    'Gives the signature algorithms that the client offers.',
    listOf(extensionTypes.signatureAlgorithms),
    lasting,
  ),
  defineHelloFetch(
    'req.ssl_supported_groups',
    [],
    'bin',
    'Gives the groups that the client offers.',
    listOf(extensionTypes.supportedGroups),
    lasting,
  ),
  defineHelloFetch(
    'req.ssl_keyshare_groups',
    [],
    'bin',
    'Gives the groups that the client sends key shares for.',
    keyShareGroups,
    lasting,
  ),
]

import { client, defineScenario, pause, receiveEnd, receiveText, scriptedServer, send, TCP } from '../../src/index.ts'

const u8 = (value: number) => String.fromCharCode(value)
const u16 = (value: number) => u8(value >> 8) + u8(value & 255)
const vector8 = (bytes: string) => u8(bytes.length) + bytes
const vector16 = (bytes: string) => u16(bytes.length) + bytes

/** The first flight of a TLS client that asks for `name`, as one record. RFC 8446 §4.1.2, RFC 6066 §3. */
function clientHello(name: string | null): string {
  const serverName = name === null ? '' : u16(0) + vector16(vector16(u8(0) + vector16(name)))
  const alpn = u16(16) + vector16(vector16(vector8('http/1.1')))
  const body = `${u16(0x0303)}${'r'.repeat(32)}${vector8('')}${vector16(u16(0xc02f))}${vector8(u8(0))}${vector16(serverName + alpn)}`
  const handshake = u8(1) + u8(0) + vector16(body)
  return u8(22) + u16(0x0301) + vector16(handshake)
}

const greeting = (name: string) => scriptedServer([send(`${name}\n`)])

export const scenario = defineScenario({
  name: 'tcp/sni-routing',
  summary: 'TLS is routed by the name in its first flight without being ended; what is no TLS waits for the delay.',
  config: `${TCP}
frontend named
    bind {{named}}
    tcp-request inspect-delay 600
    tcp-request content accept if { req_ssl_hello_type 1 }
    use_backend %[req_ssl_sni,lower,word(1,:)]_tls
    default_backend other
frontend chosen
    bind {{chosen}}
    tcp-request inspect-delay 600
    tcp-request content accept if { req.ssl_hello_type 1 }
    tcp-request content reject
    use_backend a.test_tls if { req.ssl_sni -i a.test }
    use_backend other if { req.ssl_alpn http/1.1 } { req.ssl_ver 3.3 }
frontend kept
    bind {{kept}}
    tcp-request inspect-delay 1200
    tcp-request content set-var(sess.name) req.ssl_sni,lower
    tcp-request content set-var(sess.count) req.len
    tcp-request content accept if { req.ssl_hello_type 1 }
    log-format "name=%[var(sess.name)] count=%[var(sess.count)]"
    use_backend a.test_tls if { var(sess.name) -m str a.test }
    default_backend other
frontend captured
    bind {{captured}}
    tcp-request inspect-delay 1200
    tcp-request content set-var(sess.count) req.len
    tcp-request content capture req.ssl_sni len 20
    tcp-request content reject
    log-format "captured=%[capture.req.hdr(0)]"
    default_backend other
backend a.test_tls
    server a {{a}}
backend b.test_tls
    server b {{b}}
backend other
    server o {{o}}
`,
  servers: { a: greeting('a'), b: greeting('b'), o: greeting('other') },
  steps: [
    client('named-a', 'named', send(clientHello('A.test')), receiveText('\n')),
    client('named-b', 'named', send(clientHello('b.test')), receiveText('\n')),
    client('named-unknown', 'named', send(clientHello('c.test')), receiveText('\n')),
    client('named-without', 'named', send(clientHello(null)), receiveText('\n')),
    client(
      'named-in-pieces',
      'named',
      send(clientHello('b.test').slice(0, 30)),
      pause(40),
      send(clientHello('b.test').slice(30)),
      receiveText('\n'),
    ),
    client('named-no-tls', 'named', send('SSH-2.0-x\r\n'), receiveText('\n')),
    client('chosen-a', 'chosen', send(clientHello('a.test')), receiveText('\n')),
    client('chosen-other', 'chosen', send(clientHello('z.test')), receiveText('\n')),
    client('kept-a', 'kept', send(clientHello('a.test')), receiveText('\n')),
    client(
      'kept-in-pieces',
      'kept',
      send(clientHello('A.test').slice(0, 30)),
      pause(40),
      send(clientHello('A.test').slice(30)),
      receiveText('\n'),
    ),
    client('kept-no-tls', 'kept', send('SSH-2.0-x\r\n'), receiveText('\n')),
    client('captured-a', 'captured', send(clientHello('a.test')), receiveEnd(600)),
    client('captured-no-tls', 'captured', send('SSH-2.0-x\r\n'), receiveEnd(600)),
    client('chosen-no-tls', 'chosen', send('GET / HTTP/1.1\r\n\r\n'), { kind: 'receive-end', withinMs: 2000 }),
  ],
})

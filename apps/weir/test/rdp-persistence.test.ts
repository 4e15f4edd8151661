/** `persist rdp-cookie`: each row was asked of HAProxy 2.6 with the addresses of its own servers. */
import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { type Connection, type ConnectionSink, MemoryNetwork } from '@weir/l4'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { expect, test } from 'vitest'

const at = (address: string, port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress(address)!, port })

const ignoring: ConnectionSink = { onData() {}, onDrain() {}, onEnd() {}, onClose() {} }

/** 10.0.0.1 and 10.0.0.2 at port 8000, as a terminal server writes them. */
const [first, second] = ['16777226.16415', '33554442.16415']

/** An RDP connection request with a cookie. */
function request(cookie: string): Uint8Array {
  const line = Buffer.from(`Cookie: ${cookie}\r\n`, 'latin1')
  const header = [3, 0, 0, line.length + 11, line.length + 6, 0xe0, 0, 0, 0, 0, 0]
  return Uint8Array.from([...header, ...line])
}

/** Which servers four clients with the cookie reach, one after the other. */
async function reached(
  cookie: string,
  lines: readonly string[],
  options: readonly string[] = ['', ''],
): Promise<string> {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock)
  let names = ''
  for (const name of [1, 2])
    await network.listen({ address: at(`10.0.0.${name}`, 8000), backlog: 10 }, (connection) => {
      connection.sink = ignoring
      names += name
    })
  const text = [
    ...['defaults', ' timeout client 1s', ' timeout server 1s', ' timeout connect 1s'],
    ...['listen l', ' bind 127.0.0.1:3389', ' balance roundrobin', ' tcp-request inspect-delay 300ms'],
    ...[' tcp-request content accept if RDP_COOKIE', ...lines.map((line) => ` ${line}`)],
    ...[1, 2].map((name) => ` server s${name} 10.0.0.${name}:8000 ${options[name - 1]}`),
  ]
  const { model, diagnostics } = parseConfig({ files: [{ name: 'C', text: `${text.join('\n')}\n` }], vocabulary })
  expect(diagnostics).toEqual([])
  const balancer = createLoadBalancer({ model, vocabulary, clock, network, random: createRandom(1) })
  await balancer.start()
  for (let client = 0; client < 4; client++) {
    let opened: Connection | null = null
    network.connect(
      { address: at('127.0.0.1', 3389) },
      {
        onConnect(connection) {
          connection.sink = ignoring
          connection.write(request(cookie))
          opened = connection
        },
        onConnectFailed() {},
      },
    )
    clock.advance(500)
    ;(opened as Connection | null)?.close()
    clock.advance(10)
  }
  balancer.stop()
  return names
}

const persist = 'persist rdp-cookie'

test.each<[string, string, readonly string[], (readonly string[])?]>([
  [`msts=${first}.0000`, '1111', [persist]],
  [`msts=${second}.0000`, '2222', [persist]],
  [`msts=${second}.0000`, '1212', []],
  [`MSTS=${second}.0000`, '2222', [persist]],
  [`msts=${second}.1234x`, '2222', [persist]],
  [`msts=${second}`, '1212', [persist]],
  ['msts=167772170.9.0000', '1212', [persist]],
  ['msts=abc', '1212', [persist]],
  ['msts=-1.2.0000', '1212', [persist]],
  ['mstshash=user', '1212', [persist]],
  [`foo=${second}.0000`, '2222', ['persist rdp-cookie(foo)']],
  [`msts=${second}.0000`, '1212', ['persist rdp-cookie(foo)']],
  [`msts=${second}.0000`, '1111', [persist, 'option redispatch'], ['', 'disabled']],
  [`msts=${second}.0000`, '2222', [persist, 'option persist'], ['', 'disabled']],
  [`msts=${second}.0000`, '2222', [persist], ['', 'backup']],
  [`msts=${second}.0000`, '2222', [persist], ['', 'weight 0']],
  [`msts=${second}.0000`, '1111', [persist, 'use-server s1 if TRUE']],
  [`msts=${second}.0000`, '2222', [persist, 'stick-table type string size 10', 'stick on str(x)']],
])('%s reaches %s with %j %j', async (cookie, expected, lines, options) => {
  expect(await reached(cookie, lines, options)).toBe(expected)
})

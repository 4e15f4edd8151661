import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { expect, test } from 'vitest'

const address: SocketAddress = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 80 }

const text = `
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
frontend web
  bind 127.0.0.1:80
  stats uri /stats
  stats auth u:p
  stats admin if { hdr(x-admin) 1 }
  http-request use-service prometheus-exporter if { path /metrics }
  default_backend site
backend site
  stats uri /own
  stats http-request deny if { hdr(x) d }
  stats http-request auth realm foo unless { hdr(x) a }
  server s1 127.0.0.1:8081
`

/** The answer to one request, after the word that tells whether it has drained the server. */
async function ask(request: string, body = ''): Promise<string> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const network = new MemoryNetwork(clock)
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text }], vocabulary })
  expect(diagnostics).toEqual([])
  await using balancer = createLoadBalancer({ model, vocabulary, clock, network, random: createRandom(1) })
  await balancer.start()
  let got = ''
  network.connect(
    { address },
    {
      onConnectFailed(cause) {
        throw new Error(cause)
      },
      onConnect(connection) {
        connection.sink = {
          onData: (chunk) => {
            got += Buffer.from(chunk).toString('latin1')
          },
          onDrain() {},
          onEnd() {},
          onClose() {},
        }
        connection.writeText(`${request.replaceAll('\n', '\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
      },
    },
  )
  clock.advance(10_000)
  const [server] = balancer.assembly.backend('site')!.state.servers
  return `${server!.isDraining ? 'draining ' : ''}${got}`
}

const account = `authorization: Basic ${btoa('u:p')}`
const form = 's=s1&action=drain&b=site'

test.each([
  [
    'GET /stats HTTP/1.1\nhost: h',
    '',
    /^HTTP\/1\.1 401 Unauthorized\r\n.*www-authenticate: Basic realm="HAProxy Statistics"/s,
  ],
  [`GET /stats HTTP/1.1\n${account}`, '', /^HTTP\/1\.1 200 OK\r\n.*<h2 id="site">/s],
  [`GET /stats;csv HTTP/1.1\n${account}`, '', /^HTTP\/1\.1 200 OK\r\n.*\nsite,s1,/s],
  [`POST /stats HTTP/1.1\n${account}`, form, /^HTTP\/1\.1 303 See Other\r\n.*location: \/stats;st=DENY\r\n/s],
  [`POST /stats HTTP/1.1\nx-admin: 1\n${account}`, form, /^draining HTTP\/1\.1 303 See Other\r\n.*;st=DONE\r\n/s],
  ['GET /own HTTP/1.1\nhost: h', '', /^HTTP\/1\.1 401 .*realm="foo"/s],
  ['GET /own HTTP/1.1\nx: d', '', /^HTTP\/1\.1 403 /],
  ['GET /own HTTP/1.1\nx: a', '', /^HTTP\/1\.1 200 .*<h2 id="web">/s],
  ['GET /metrics HTTP/1.1\nhost: h', '', /^HTTP\/1\.1 200 .*\nhaproxy_server_status\{proxy="site",server="s1"/s],
  ['GET /metrics?scope=x HTTP/1.1\nhost: h', '', /^HTTP\/1\.1 400 Bad request/],
  [`DELETE /stats HTTP/1.1\n${account}`, '', /^HTTP\/1\.1 503 /],
])('%s %s', async (request, body, expected) => {
  expect(await ask(request, body)).toMatch(expected)
})

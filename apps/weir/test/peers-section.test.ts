import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer, type LoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { afterEach, describe, expect, it, test } from 'vitest'
import { freePort, isBuilt, startDaemon } from './daemon.ts'

const configuration = (port: number): string => `
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
peers mesh
  peer A 127.0.0.1:1001
  peer B 127.0.0.1:1002
  table shared type string size 100 store gpc0
listen web
  bind 127.0.0.1:${port}
  stick-table type string size 100 expire 1m store gpc0,http_req_rate(10s) peers mesh
`

const clock = { current: new VirtualClock() }
const started: LoadBalancer[] = []

afterEach(() => {
  for (const balancer of started.splice(0)) balancer.stop()
})

async function begin(network: MemoryNetwork, name: string, port: number, succeeds = false): Promise<LoadBalancer> {
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text: configuration(port) }], vocabulary })
  expect(diagnostics.filter(({ severity }) => severity === 'alert')).toEqual([])
  const balancer = createLoadBalancer({
    model,
    vocabulary,
    clock: clock.current,
    network,
    random: createRandom(port),
    processId: port,
    hostName: 'host',
    localPeer: name,
    succeeds,
  })
  started.push(balancer)
  await balancer.start()
  return balancer
}

function network(): MemoryNetwork {
  clock.current = new VirtualClock()
  return new MemoryNetwork(clock.current)
}

function count(balancer: LoadBalancer, table: string, key: string): void {
  const found = balancer.assembly.tables.byName(table)!
  found.add(found.obtainKey(key)!, found.column('gpc0')!, 1)
}

const keys = (balancer: LoadBalancer, table: string): unknown[] =>
  [...balancer.assembly.tables.byName(table)!.entries()].map(({ key }) => key).sort()

describe('two processes', () => {
  it('share their tables', async () => {
    const wire = network()
    const a = await begin(wire, 'A', 81)
    const b = await begin(wire, 'B', 82)
    clock.current.advance(8000)
    count(a, 'web', 'from a')
    count(b, 'web', 'from b')
    count(b, 'mesh/shared', 'x')
    clock.current.advance(50)
    for (const balancer of [a, b]) expect(keys(balancer, 'web')).toEqual(['from a', 'from b'])
    expect(keys(a, 'mesh/shared')).toEqual(['x'])
    expect(a.assembly.peerGroups.counts()).toEqual({ active: 1, connected: 1 })
  })

  it('tell who comes back what was missed', async () => {
    const wire = network()
    const a = await begin(wire, 'A', 81)
    count(a, 'web', 'early')
    clock.current.advance(1000)
    const b = await begin(wire, 'B', 82)
    clock.current.advance(8000)
    expect(keys(b, 'web')).toEqual(['early'])
    expect(b.assembly.peerGroups.all[0]!.resyncState).toBe('done')
    b.stop()
    clock.current.advance(1000)
    count(a, 'web', 'while away')
    const again = await begin(wire, 'B', 83)
    clock.current.advance(8000)
    expect(keys(again, 'web')).toEqual(['early', 'while away'])
  })
})

test('a process that ends hands its tables over to its successor', async () => {
  const wire = network()
  const former = await begin(wire, 'A', 81)
  count(former, 'web', 'kept')
  former.assembly.peerGroups.unbind()
  const next = await begin(wire, 'A', 82, true)
  void former.softStop()
  clock.current.advance(3000)
  expect(keys(next, 'web')).toEqual(['kept'])
})

const haproxy = '/usr/sbin/haproxy'
const missing = [...(isBuilt ? [] : ['the built daemon']), ...(existsSync(haproxy) ? [] : ['haproxy'])]

describe.skipIf(missing.length > 0)(
  `with HAProxy${missing.length > 0 ? ` (skipped: needs ${missing.join(', ')})` : ''}`,
  () => {
    const certificate = fileURLToPath(new URL('tls-verdicts/files/rsa.pem', import.meta.url))
    const withTls = `default-bind ssl crt ${certificate}\n  default-server ssl verify none`

    it.each([
      ['in the clear', ''],
      ['over TLS', withTls],
    ])(
      'shares counters both ways %s',
      async (_way, settings) => {
        const [portA, portB, webA, webB] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
        const text = (name: string, web: number): string => `
global
  localpeer ${name}
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
peers mesh
  ${settings}
  peer A 127.0.0.1:${portA}
  peer B 127.0.0.1:${portB}
frontend web
  bind 127.0.0.1:${web}
  http-request track-sc0 path table t unless { path_beg /ask }
  http-request return status 200 content-type text/plain lf-string "%[path,regsub(^/ask,),table_http_req_cnt(t)]" if { path_beg /ask }
  http-request return status 200
backend t
  stick-table type string len 30 size 1k expire 1m store http_req_cnt,http_req_rate(10s) peers mesh
`
        const directory = mkdtempSync(join(tmpdir(), 'weir-peers-'))
        const file = join(directory, 'a.cfg')
        writeFileSync(file, text('A', webA))
        const child = spawn(haproxy, ['-db', '-f', file], { stdio: 'ignore' })
        try {
          await using _weir = await startDaemon(text('B', webB), { awaitPorts: [webB, webA] })
          const get = async (port: number, path: string): Promise<string> =>
            (await fetch(`http://127.0.0.1:${port}${path}`)).text()
          await get(webA, '/one')
          await get(webB, '/two')
          await get(webB, '/two')
          // They may have refused each other's first attempts, and then try again after some seconds.
          await expect.poll(() => get(webB, '/ask/one'), { timeout: 20_000 }).toBe('1')
          await expect.poll(() => get(webA, '/ask/two'), { timeout: 20_000 }).toBe('2')
        } finally {
          child.kill('SIGKILL')
          rmSync(directory, { recursive: true, force: true })
        }
      },
      60_000,
    )
  },
)

/** Checks by programs: what they are told, and what becomes of servers by how they end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer, type LoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { afterAll, afterEach, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'weir-check-'))
const script = join(directory, 'check')
writeFileSync(
  script,
  `#!/bin/sh
{ echo "$@"; env | grep -v '^\\(PWD\\|SHLVL\\|_\\)=' | sort; } > "${directory}/$HAPROXY_SERVER_NAME.seen"
case "$HAPROXY_SERVER_NAME" in
  bad) exit 3 ;;
  slow) exec sleep 10 ;;
  struck) kill -9 $$ ;;
esac
`,
  { mode: 0o755 },
)

let balancer: LoadBalancer | null = null

afterEach(() => {
  balancer?.stop()
  balancer = null
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Starts and resolves once so many results of checks were told. */
async function results(count: number, global: string, lines: string): Promise<string[]> {
  const text = `
global
${global}
defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
  option log-health-checks
listen li
  bind 127.0.0.1:7281
  option external-check
${lines}
`
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text }], vocabulary })
  expect(diagnostics.filter(({ severity }) => severity === 'alert')).toEqual([])
  const told: string[] = []
  await new Promise<void>((resolve) => {
    balancer = createLoadBalancer({
      model,
      vocabulary,
      // Nothing is listened on outside of it.
      network: new MemoryNetwork(systemClock),
      environment: { INHERITED: 'yes' },
      onMessage: (_severity, message) => {
        const found = /^Health check for server (.*), check duration: \d+ms, (.*)\.$/.exec(message)
        if (found !== null && told.push(`${found[1]}, ${found[2]}`) === count) resolve()
      },
    })
    void balancer.start()
  })
  return told.sort()
}

const allowed = '  external-check\n  insecure-fork-wanted'

test('a server goes by how its program ends', async () => {
  const told = await results(
    4,
    allowed,
    `  external-check command ${script}
  external-check path /usr/bin:/bin
  server ok 127.0.0.1:7101 check inter 20s maxconn 7
  server bad 127.0.0.1:7102 check inter 20s fall 1
  server slow 127.0.0.1:7103 check inter 300ms fall 1
  server struck 127.0.0.1:7104 check inter 20s fall 1`,
  )
  // The words are HAProxy's.
  expect(told).toEqual([
    'li/bad failed, reason: External check error, code: 3, status: 0/2 DOWN',
    'li/ok succeeded, reason: External check passed, code: 0, status: 3/3 UP',
    'li/slow failed, reason: External check timeout, code: 0, status: 0/2 DOWN',
    'li/struck failed, reason: External check error, code: -1, status: 0/2 DOWN',
  ])
  expect(readFileSync(join(directory, 'ok.seen'), 'latin1').trim().split('\n')).toEqual([
    '127.0.0.1 7281 127.0.0.1 7101',
    'HAPROXY_PROXY_ADDR=127.0.0.1',
    'HAPROXY_PROXY_ID=2',
    'HAPROXY_PROXY_NAME=li',
    'HAPROXY_PROXY_PORT=7281',
    'HAPROXY_SERVER_ADDR=127.0.0.1',
    'HAPROXY_SERVER_CURCONN=0',
    'HAPROXY_SERVER_ID=1',
    'HAPROXY_SERVER_MAXCONN=7',
    'HAPROXY_SERVER_NAME=ok',
    'HAPROXY_SERVER_PORT=7101',
    'HAPROXY_SERVER_PROTO=h1',
    'HAPROXY_SERVER_SSL=0',
    'PATH=/usr/bin:/bin',
  ])
})

test('preserve-env hands the environment on', async () => {
  await results(
    1,
    '  external-check preserve-env\n  insecure-fork-wanted',
    `  external-check command ${script}\n  external-check path /usr/bin:/bin\n  server kept 127.0.0.1:7101 check inter 20s`,
  )
  expect(readFileSync(join(directory, 'kept.seen'), 'latin1')).toContain('\nINHERITED=yes\n')
})

test.each([
  ['a program that is not there', allowed, `${script}-not`, 'Socket error, info: "ENOENT"'],
  ['no leave to run any', '  external-check', script, 'Socket error, info: "no program may be run"'],
])('%s', async (_, global, command, reason) => {
  const lines = `  external-check command ${command}\n  server s 127.0.0.1:7101 check inter 20s fall 1`
  expect(await results(1, global, lines)).toEqual([`li/s failed, reason: ${reason}, status: 0/2 DOWN`])
})

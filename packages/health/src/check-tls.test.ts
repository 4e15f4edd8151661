import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createPlainServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { createRandom, parseIpAddress, systemClock, TimerQueue } from '@weir/base'
import { createNetwork, type TlsConnectSettings, TlsCounters } from '@weir/l4'
import { createBinder } from '@weir/sample'
import { afterEach, expect, test } from 'vitest'
import type { CheckTls, CheckWay } from './check-connection.ts'
import { plainWay } from './check-connection.ts'
import { CheckRun, type CheckSurroundings } from './check-run.ts'
import type { CheckResult } from './check-status.ts'
import { type CheckScript, connectStep, createScript } from './check-step.ts'
import { defaultRequest } from './http-request.ts'
import { httpchk } from './kinds/httpchk.ts'

/** A certificate for `oracle.test` with its key, signed by itself. */
const testPem = readFileSync(new URL('../../../tooling/oracle/fixtures/oracle.test.pem', import.meta.url), 'latin1')

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  return address.port
}

const plain = (answer: (socket: Socket) => void): Promise<number> =>
  listen(
    createPlainServer((socket) => {
      socket.on('error', () => {})
      answer(socket)
    }),
  )

/** A TLS server for `oracle.test`, and what its first client asks for. */
async function speaksTls(): Promise<{ readonly port: number; readonly asked: Promise<string> }> {
  const { promise: asked, resolve } = Promise.withResolvers<string>()
  const options = { cert: testPem, key: testPem, ALPNProtocols: ['h2', 'x', 'http/1.1'] }
  const server = createTlsServer(options, (socket: TLSSocket) => {
    socket.on('error', () => {})
    resolve(`${socket.servername || '-'} ${socket.alpnProtocol || '-'}`)
    socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\n'))
  })
  server.on('tlsClientError', () => {})
  return { port: await listen(server), asked }
}

const layer6 = (way: CheckWay | null): CheckScript => createScript([connectStep(way)], { status: 'L4OK' })

const settings: TlsConnectSettings = {
  negotiation: {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: null,
    cipherSuites: null,
    curves: null,
    signatureAlgorithms: null,
    alpn: [],
    usesTickets: true,
  },
  verification: {
    mode: 'none',
    authorities: null,
    unnamedAuthorities: null,
    revocations: null,
    ignoredErrors: new Set(),
    ignoredAuthorityErrors: new Set(),
  },
  verifiedHost: null,
  credential: null,
  reusesSessions: true,
  keepsSecrets: false,
}
const tls: CheckTls = {
  settings,
  serverName: null,
  asksForHost: true,
  alpn: null,
  isDefault: true,
  counters: new TlsCounters(0),
}

async function check(
  port: number,
  script: CheckScript,
  surroundings: Partial<CheckSurroundings> = {},
): Promise<CheckResult> {
  const { promise, resolve } = Promise.withResolvers<CheckResult>()
  const random = createRandom(1)
  const run = new CheckRun(
    script,
    {
      network: createNetwork(),
      timers: new TimerQueue(systemClock),
      context: { clock: systemClock, random },
      address: { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port },
      connectTimeoutMs: 5000,
      timeoutMs: 5000,
      hasReadTimeout: true,
      server: null,
      node: 'n',
      proxyVersion: 1,
      sendsProxy: false,
      socksProxy: null,
      goesThroughSocks: false,
      tls,
      ...surroundings,
    },
    resolve,
  )
  run.start()
  return promise
}

test.each<readonly [string, (socket: Socket) => void]>([
  ['in the clear', (socket) => socket.end('HTTP/1.0 400 Bad\r\n\r\n')],
  ['with an end', (socket) => socket.once('data', () => socket.end())],
  ['with a reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
  ['with an alert', (socket) => socket.once('data', () => socket.end(Buffer.from('15030300020228', 'hex')))],
])('a server that answers %s has failed at layer 6', async (_name, answer) => {
  const result = await check(await plain(answer), layer6(null))
  expect(result).toMatchObject({ status: 'L6RSP', info: 'SSL handshake failure' })
})

test('a server that says nothing runs out of time at layer 6', async () => {
  const result = await check(await plain(() => {}), layer6(null), { connectTimeoutMs: 50 })
  expect(result).toMatchObject({ status: 'L6TOUT', info: null })
  expect(tls.counters.totalConnections).toBeGreaterThan(0)
})

const named: CheckWay = { ...plainWay, speaksTls: true, serverName: 'a.test', alpn: ['x'] }

test.each<readonly [string, CheckWay | null, Partial<CheckTls>, string, string]>([
  ['by default', null, {}, 'L6OK', '- -'],
  ['with its own name and protocols', null, { serverName: 'b.test', alpn: ['h2'] }, 'L6OK', 'b.test h2'],
  ['that is off', null, { isDefault: false }, 'L4OK', ''],
  ['left by a rule', plainWay, {}, 'L4OK', ''],
  ['of a rule', named, { isDefault: false, serverName: 'b.test' }, 'L6OK', 'a.test x'],
  [
    'of a rule with less',
    { ...named, serverName: null, alpn: null },
    { serverName: 'b.test', alpn: ['h2'] },
    'L6OK',
    '- -',
  ],
  ['of a rule that asks for it', { ...plainWay, isDefault: true }, { serverName: 'b.test' }, 'L6OK', 'b.test -'],
])('TLS %s', async (_name, way, changes, status, expected) => {
  const { port, asked } = await speaksTls()
  expect(await check(port, layer6(way), { tls: { ...tls, ...changes } })).toMatchObject({ status, info: null })
  if (expected !== '') expect(await asked).toBe(expected)
})

test('TLS that is asked for where there are no settings fails', async () => {
  const result = await check((await speaksTls()).port, layer6(named), { tls: null })
  expect(result).toMatchObject({ status: 'L6RSP', info: 'Attempt to use SSL on an unknown target (internal error)' })
})

test.each([
  ['oracle.test', 'L6OK', null],
  ['nope.test', 'L6RSP', 'Server presented an SSL certificate different from the expected one'],
])('a verified server is to be %s', async (serverName, status, info) => {
  const verified = {
    ...settings,
    verification: { ...settings.verification, mode: 'required', authorities: testPem },
  } as const
  const result = await check((await speaksTls()).port, layer6(null), {
    tls: { ...tls, serverName, settings: verified },
  })
  expect(result).toMatchObject({ status, info })
})

test.each([
  ['asks for the host of its request', 'web.test:8443', {}, 'web.test http/1.1'],
  ['does not when told so', 'web.test', { asksForHost: false }, '- http/1.1'],
  ['asks for the name that is set', 'web.test', { serverName: 'set.test' }, 'set.test http/1.1'],
])('an HTTP check %s, and speaks no HTTP/2 unless it is able to', async (_name, host, changes, expected) => {
  const { port, asked } = await speaksTls()
  const script = httpchk.create({
    values: [],
    binder: createBinder(),
    options: {
      kind: null,
      request: { ...defaultRequest, host },
      tcpRules: [],
      httpRules: [],
      rulesOwner: null,
      command: null,
      commandPath: '',
      disablesOn404: false,
      sendsState: false,
      logsChecks: false,
    },
  })
  const alpn = ['h2', 'http/1.1']
  expect(await check(port, script, { tls: { ...tls, alpn, ...changes } })).toMatchObject({ status: 'L7OK', code: 200 })
  expect(await asked).toBe(expected)
})

import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Daemon, freePort, isBuilt, startDaemon } from './daemon.ts'

const fixtures = fileURLToPath(new URL('../../../tooling/oracle/fixtures', import.meta.url))
const read = (name: string): string => readFileSync(join(fixtures, name), 'latin1').replace(/\n+/g, '\n').trimEnd()
const site = read('oracle.test.pem')
const other = read('other.test.pem')
const authority = read('other-authority.pem')

let directory = ''
let daemon: Daemon
let ports: Readonly<Record<'one' | 'list' | 'verified' | 'out', number>>
const clients: TLSSocket[] = []

/** What a command answers. A payload goes without empty lines. */
function command(text: string, payload: string | null = null): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(join(directory, 'stats.sock'))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer.trimEnd()))
    socket.end(payload === null ? `${text}\n` : `${text} <<\n${payload}\n\n`)
  })
}

/** A connection over TLS; rejects when the handshake fails. */
async function open(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options })
  clients.push(socket)
  await once(socket, 'secureConnect')
  return socket.on('error', () => {})
}

const nameOf = (socket: TLSSocket): unknown => socket.getPeerCertificate().subject?.CN

async function ask(socket: TLSSocket, path = '/'): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`)
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return chunk.toString('latin1').split('\r\n\r\n')[1] ?? ''
}

describe.skipIf(!isBuilt)('what is loaded for TLS changes at run time', () => {
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'weir-tls-'))
    const [one, list, verified, out] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
    ports = { one, list, verified, out }
    writeFileSync(join(directory, 'site.pem'), site)
    writeFileSync(join(directory, 'other.pem'), other)
    writeFileSync(join(directory, 'authority.pem'), authority)
    writeFileSync(join(directory, 'list'), 'site.pem\n')
    daemon = await startDaemon(
      `global
  stats socket ${directory}/stats.sock level admin
  crt-base ${directory}
  ca-base ${directory}
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend fe
  bind 127.0.0.1:${one} ssl crt site.pem
  bind 127.0.0.1:${list} ssl crt-list ${directory}/list
  bind 127.0.0.1:${verified} ssl crt site.pem ca-file authority.pem verify required
  http-request return status 200 content-type text/plain lf-string %[ssl_f_s_dn],%[ssl_c_s_dn]
listen out
  bind 127.0.0.1:${out} ssl crt other.pem
  server s 127.0.0.1:${verified} ssl verify required ca-file authority.pem sni str(other.test) crt other.pem
`,
      { awaitPorts: [one, list, verified, out] },
    )
  })

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy()
    await daemon[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true, force: true })
  })

  test('connections that come later are shown another certificate, those that are there live on', async () => {
    const before = await open(ports.one)
    expect([nameOf(before), await ask(before)]).toEqual(['oracle.test', '/CN=oracle.test,'])
    expect(await command(`set ssl cert ${directory}/site.pem`, other)).toMatch(/^Transaction created/)
    expect(nameOf(await open(ports.one))).toBe('oracle.test')
    expect(await command(`commit ssl cert ${directory}/site.pem`)).toMatch(/Success!$/)
    const after = await open(ports.one)
    expect([nameOf(after), await ask(after)]).toEqual(['other.test', '/CN=other.test,'])
    expect(await ask(before)).toBe('/CN=oracle.test,')
    // Lists and names follow.
    expect(nameOf(await open(ports.list, { servername: 'other.test' }))).toBe('other.test')
  })

  test('lines that are added to a list are chosen by name, and gone once they are deleted', async () => {
    const named = { servername: 'new.test' }
    expect(nameOf(await open(ports.list, named))).toBe('oracle.test')
    expect(await command(`add ssl crt-list ${directory}/list`, 'other.pem [ssl-min-ver TLSv1.3] new.test')).toMatch(
      /Success!$/,
    )
    expect(nameOf(await open(ports.list, named))).toBe('other.test')
    await expect(open(ports.list, { ...named, maxVersion: 'TLSv1.2' })).rejects.toThrow()
    expect(nameOf(await open(ports.list, { servername: 'oracle.test', maxVersion: 'TLSv1.2' }))).toBe('oracle.test')
    expect(await command(`del ssl crt-list ${directory}/list ${directory}/other.pem`)).toMatch(/deleted/)
    expect(nameOf(await open(ports.list, named))).toBe('oracle.test')
  })

  test('clients are verified by the authorities that were committed last', async () => {
    const client = { cert: other, key: other }
    expect(await ask(await open(ports.verified, client))).toBe('/CN=oracle.test,/CN=other.test')
    await command(`set ssl ca-file ${directory}/authority.pem`, site)
    expect(await command(`commit ssl ca-file ${directory}/authority.pem`)).toMatch(/Success!$/)
    // TLS 1.3 tells a client of its certificate after its own handshake is done.
    await expect(open(ports.verified, { ...client, maxVersion: 'TLSv1.2' })).rejects.toThrow()
    expect(await ask(await open(ports.verified, { cert: site, key: site }))).toBe('/CN=oracle.test,/CN=oracle.test')
  })

  test('servers are verified, and shown certificates, as committed last', async () => {
    const status = async (): Promise<string> => {
      const socket = await open(ports.out)
      socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      return chunk.toString('latin1')
    }
    // The server shows a certificate of another authority and name.
    expect(await status()).toMatch(/^HTTP\/1\.1 503 /)
    await command(`set ssl cert ${directory}/site.pem`, other)
    await command(`commit ssl cert ${directory}/site.pem`)
    expect(await status()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\/CN=other\.test,\/CN=other\.test$/)
  })
})

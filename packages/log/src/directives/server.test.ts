import { defineOptions, defineServerOption, int } from '@weir/keyword'
import { expect, test } from 'vitest'
import { serverOptions } from '../server-options/index.ts'
import { applyLine } from '../testing.ts'
import { server } from './server.ts'

test('adds a syslog server', () => {
  expect(
    applyLine(server, 'server s 127.0.0.1:6514 log-proto octet-count', { serverOptions }).record.servers,
  ).toMatchObject([{ name: 's', address: { host: '127.0.0.1', port: 6514 }, framing: 'octet-count', maxReuse: -1 }])
})

test.each([
  ['server s', /^'server' expects <name> and <address> as arguments$/],
  ['server s udp@127.0.0.1:1', /dgram-type address not acceptable in 'udp@127.0.0.1:1'$/],
  ['server a/b 127.0.0.1:1', /^character '\/' is not permitted in server name 'a\/b'\.$/],
  ['server s 127.0.0.1:1 proto h2', /MUX protocol 'h2' is not usable for server 's'$/],
  ['server s 127.0.0.1:1 bogus', /unknown keyword 'bogus'$/],
  ['server s 127.0.0.1:1 max-reuse x', /'max-reuse' expects an integer$/],
  ['server s 127.0.0.1:1 ssl', /'ssl' is not supported by Weir on servers of a ring/],
  ['server s 127.0.0.1:1 log-proto x', /expects one of 'legacy', 'octet-count', but got 'x'$/],
])('refuses %s', (line, expected) => {
  expect(applyLine(server, line, { serverOptions }).errors).toEqual([expect.stringMatching(expected)])
})

test('a server without a port is read as HAProxy reads it, though nothing listens at port 0', () => {
  expect(applyLine(server, 'server s 127.0.0.1').record.servers).toMatchObject([{ address: { port: 0 } }])
})

test('an option that counts here as on other servers is kept', () => {
  const own = defineOptions('own', () => ({ from: 0 }))
  const source = defineServerOption({
    name: 'source',
    summary: '',
    options: own,
    params: [int('n')],
    apply(record, [from]) {
      record.from = from
    },
  })
  const { record, notes } = applyLine(server, 'server s 127.0.0.1:1 source 7', { serverOptions: [source] })
  expect([record.servers[0]!.options.get(own), notes]).toEqual([{ from: 7 }, []])
})

test('takes Unix sockets and a limit of messages, and says what it leaves aside', () => {
  const line = applyLine(server, 'server s /run/log max-reuse 9 log-bufsize 1000', { serverOptions })
  expect(line.record.servers).toMatchObject([
    { name: 's', address: { path: '/run/log' }, framing: 'legacy', maxReuse: 9 },
  ])
  const other = defineServerOption({
    name: 'weight',
    summary: '',
    options: defineOptions('other', () => ({})),
    params: [int('n')],
    apply() {},
  })
  const { warnings, notes } = applyLine(server, 'server s 127.0.0.1:1 weight 3', { serverOptions: [other] })
  expect(warnings).toEqual([])
  expect(notes).toEqual([expect.stringContaining("'weight' is ignored on servers of a ring")])
})

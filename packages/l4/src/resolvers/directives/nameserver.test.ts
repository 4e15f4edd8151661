import { formatSocketAddress, parseIpAddress } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { parseNameserverAddress } from '../nameserver-address.ts'
import { nameserver } from './nameserver.ts'

function read(line: string) {
  const { record, errors } = readLine(nameserver, line)
  const [found] = record.nameservers
  return { errors, found: found && [formatSocketAddress(found.address), found.isStream] }
}

test.each([
  ['nameserver n 10.0.0.1:53', '10.0.0.1:53', false],
  ['nameserver n [::1]:53', '::1:53', false],
  ['nameserver n udp@10.0.0.1:53', '10.0.0.1:53', false],
  ['nameserver n udp6@::1:53', '::1:53', false],
  ['nameserver n ipv4@10.0.0.1:53', '10.0.0.1:53', false],
  ['nameserver n dgram+ipv4@10.0.0.1:53', '10.0.0.1:53', false],
  ['nameserver n tcp@10.0.0.1:53', '10.0.0.1:53', true],
  ['nameserver n tcp4@10.0.0.1:53', '10.0.0.1:53', true],
  ['nameserver n stream+ipv4@10.0.0.1:53', '10.0.0.1:53', true],
  ['nameserver n uxst@/run/dns', 'unix:/run/dns', true],
  ['nameserver n stream+abns@dns', 'unix:dns', true],
  ['nameserver n :53', '0.0.0.0:53', false],
  ['nameserver n 10.0.0.1:53 whatever follows', '10.0.0.1:53', false],
  ['nameserver n tcp@10.0.0.1:53 source 127.0.0.1 tfo', '10.0.0.1:53', true],
])('%s', (line, address, isStream) => {
  expect(read(line)).toEqual({ errors: [], found: [address, isStream] })
})

test.each([
  ['nameserver', "'nameserver' expects <name> and <addr>[:<port>] as arguments."],
  ['nameserver n', "'nameserver' expects <name> and <addr>[:<port>] as arguments."],
  ['nameserver n! 10.0.0.1:53', "character '!' is not permitted in server name 'n!'."],
  ['nameserver n 10.0.0.1', "'nameserver n' : missing port specification in '10.0.0.1'"],
  ['nameserver n tcp@10.0.0.1', "'nameserver n' : missing port specification in 'tcp@10.0.0.1'"],
  ['nameserver n no.such.host:53', "'nameserver n' : invalid address: 'no.such.host' in 'no.such.host:53'"],
  ['nameserver n 10.0.0.1:0', "'nameserver n' : invalid port '0'"],
  ['nameserver n 10.0.0.1:53-54', "'nameserver n' : port range not permitted here in '10.0.0.1:53-54'"],
  ['nameserver n 10.0.0.1:+5', "'nameserver n' : port offset not permitted here in '10.0.0.1:+5'"],
  ['nameserver n udp6@10.0.0.1:53', "'nameserver n' : invalid address: '10.0.0.1' in 'udp6@10.0.0.1:53'"],
  [
    'nameserver n unix@/tmp/x',
    "'nameserver n' : name servers are not asked by datagrams over Unix sockets in 'unix@/tmp/x'",
  ],
  ['nameserver n quic4@10.0.0.1:53', "'nameserver n' : address family 'quic4@' is known to HAProxy"],
  ['nameserver n tcp@10.0.0.1:53 tfo ssl', "'nameserver n' : name servers are not reached over TLS"],
  ['nameserver n tcp@10.0.0.1:53 foo', "unknown keyword 'foo' on a 'nameserver' line"],
])('%s is refused', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})

test('a name is looked for in the hosts file alone', () => {
  const lookUp = (name: string) => (name === 'here' ? parseIpAddress('127.0.0.1') : null)
  expect(parseNameserverAddress('here:53', lookUp)).toMatchObject({ address: { port: 53 }, isStream: false })
  expect(parseNameserverAddress('there:53', lookUp)).toEqual({ error: "invalid address: 'there' in 'there:53'" })
})

test('two name servers of one name are refused', () => {
  const store = new OptionsStore()
  readLine(nameserver, 'nameserver n 10.0.0.1:53', { store })
  expect(readLine(nameserver, 'nameserver n 10.0.0.2:53', { store }).errors).toEqual([
    "nameserver 'n' has same name as another nameserver (declared at test:1).",
  ])
})

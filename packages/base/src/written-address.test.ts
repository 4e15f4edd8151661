import { expect, test } from 'vitest'
import { type AddressRules, isHostName, parseWrittenAddress } from './written-address.ts'

const server: AddressRules = { socket: 'stream', port: 'optional', takesPortOffset: true }
const bind: AddressRules = { socket: 'stream', port: 'needed', takesPortRange: true, takesDescriptor: true }
const log: AddressRules = { socket: 'any', port: 'optional', takesDescriptor: true }

/** `host name|address (family) port` of what was read, or the complaint. */
function read(text: string, rules: AddressRules): string {
  const read = parseWrittenAddress(text, rules)
  if ('error' in read) return `! ${read.error}`
  const socket = read.socket === null ? '' : `${read.socket} `
  if (read.kind === 'unix') return `${socket}unix ${read.isAbstract ? '@' : ''}${read.path}`
  if (read.kind === 'descriptor') return `${socket}fd ${read.descriptor}`
  const { first, last, isOffset } = read.port
  const port = `${isOffset && first >= 0 ? '+' : ''}${first}${last === first ? '' : `-${last}`}`
  return `${socket}'${read.host}' ${read.address ?? '?'} ${read.family} ${port}`
}

test.each<[string, AddressRules, string]>([
  ['127.0.0.1', server, "'127.0.0.1' 127.0.0.1 any 0"],
  ['127.0.0.1:', server, "'127.0.0.1' 127.0.0.1 any 0"],
  ['127.1:80', server, "'127.1' 127.0.0.1 any 80"],
  ['0x7f.1:080', server, "'0x7f.1' 127.0.0.1 any 80"],
  ['127.0.0.1:80/tcp', server, "'127.0.0.1' 127.0.0.1 any 80"],
  ['127.0.0.1:4294967376', server, "'127.0.0.1' 127.0.0.1 any 80"],
  ['*', server, "'' 0.0.0.0 any 0"],
  ['ipv6@:80', server, "'' :: 6 80"],
  ['ipv6@[::1]', server, "'::1' ::1 6 0"],
  ['::1:80', server, "'::1' ::1 any 80"],
  ['::1', server, "':' ? any 1"],
  ['[::1', server, "'[:' ? any 1"],
  ['[]:80', server, "'[]' ? any 80"],
  ['::1]', server, "'::1]' ? any 0"],
  ['::ffff:1.2.3.4', server, "'::ffff' ::ffff any 1"],
  ['ipv6@127.0.0.1:80', server, "'127.0.0.1' ? 6 80"],
  ['ipv4@[::1]:80', server, "'::1' ? 4 80"],
  ['db.test:5432', server, "'db.test' ? any 5432"],
  ['foo@127.0.0.1:80', server, "'foo@127.0.0.1' ? any 80"],
  ['IPV4@127.0.0.1:80', server, "'IPV4@127.0.0.1' ? any 80"],
  [':+5', server, "'' 0.0.0.0 any +5"],
  [':-5', server, "'' 0.0.0.0 any -5"],
  [':-', server, "'' 0.0.0.0 any +0"],
  [':+65537', server, "'' 0.0.0.0 any +1"],
  ['tcp4@127.0.0.1:80', server, "stream '127.0.0.1' 127.0.0.1 4 80"],
  ['stream+ipv4@127.0.0.1:80', server, "stream '127.0.0.1' 127.0.0.1 4 80"],
  ['[*]:80', server, "'*' ? any 80"],
  ['stream+127.0.0.1:80', server, "stream '127.0.0.1' 127.0.0.1 any 80"],
  ['dgram+tcp4@127.0.0.1:80', server, "stream '127.0.0.1' 127.0.0.1 4 80"],
  ['dgram+uxst@/run/a', server, 'stream unix /run/a'],
  ['/run/a:80', server, 'unix /run/a:80'],
  ['uxst@/run/a', server, 'stream unix /run/a'],
  ['abns@', server, 'unix @'],
  [':80-82', bind, "'' 0.0.0.0 any 80-82"],
  [':80x-90y', bind, "'' 0.0.0.0 any 80-90"],
  ['fd@3', bind, 'fd 3'],
  ['udp@127.0.0.1', log, "datagram '127.0.0.1' 127.0.0.1 any 0"],
  ['dgram+unix@/dev/log', log, 'datagram unix /dev/log'],
  ['uxdg@/dev/log', log, 'datagram unix /dev/log'],
])('%s', (text, rules, expected) => expect(read(text, rules)).toBe(expected))

test.each<[string, AddressRules, string]>([
  ['', server, "'' resolves to an empty address (environment variable missing?)"],
  ['127.0.0.1:80-82', server, "port range not permitted here in '127.0.0.1:80-82'"],
  ['127.0.0.1:http', server, "invalid character 'h' in port number 'http' in '127.0.0.1:http'"],
  ['127.0.0.1:65536', server, "invalid port '65536' in '127.0.0.1:65536'"],
  ['127.0.0.1:4294967295', server, "invalid port '-1' in '127.0.0.1:4294967295'"],
  ['udp@127.0.0.1:80', server, "dgram-type address not acceptable in 'udp@127.0.0.1:80'"],
  ['stream+udp4@127.0.0.1:80', server, "dgram-type address not acceptable in 'stream+udp4@127.0.0.1:80'"],
  ['dgram+abns@a', server, "dgram-type address not acceptable in 'dgram+abns@a'"],
  ['tcp@:80', { socket: 'datagram', port: 'needed' }, "stream-type address not acceptable in 'tcp@:80'"],
  ['fd@3', server, "a file descriptor is not acceptable here in 'fd@3'"],
  ['fd@x', bind, "file descriptor 'x' is not a valid integer in 'fd@x'"],
  ['127.0.0.1', bind, "missing port specification in '127.0.0.1'"],
  ['127.0.0.1:0', bind, "invalid port '0'"],
  [':82-80', bind, "invalid port range '82-80' in ':82-80'"],
  [':80-', bind, "invalid port '0'"],
  [':+80', bind, "port offset not permitted here in ':+80'"],
  ['quic4@:443', bind, "address family 'quic4@' is known to HAProxy, but not supported by Weir"],
  ['quic+ipv4@:443', bind, "address family 'quic+' is known to HAProxy, but not supported by Weir"],
  [`/${'a'.repeat(97)}`, server, `socket path '/${'a'.repeat(97)}' too long (max 97)`],
])('%s is refused', (text, rules, error) => expect(read(text, rules)).toBe(`! ${error}`))

test.each([
  ['db.test', true],
  ['db.test.', true],
  ['_http._tcp.db.test', true],
  ['a..b', false],
  ['.a', false],
  ['', false],
  ['a'.repeat(64), false],
])('%j is a host name: %j', (text, expected) => expect(isHostName(text)).toBe(expected))

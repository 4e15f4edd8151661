/** Parts of a saved SYN packet: frames, IP packets and TCP segments (manual 7.3.1, `tcp-ss`). */
import { IpAddress } from '@weir/base'
import { type ConverterKeyword, defineConverter, int } from '@weir/keyword'
import {
  fingerprint,
  type IpHeader,
  parseEthernet,
  parseIpHeader,
  parseTcpHeader,
  readUint,
  type TcpHeader,
} from '../packet.ts'
import { withDefault } from '../parameters.ts'

function definePartConverter(
  name: string,
  summary: string,
  cut: (input: Uint8Array) => Uint8Array | null,
): ConverterKeyword<readonly [], 'bin', 'bin'> {
  return defineConverter({ name, summary, manual: '7.3.1', in: 'bin', out: 'bin', params: [], bind: () => cut })
}

function defineNumberConverter(
  name: string,
  summary: string,
  read: (input: Uint8Array) => number | null,
): ConverterKeyword<readonly [], 'bin', 'sint'> {
  return defineConverter({ name, summary, manual: '7.3.1', in: 'bin', out: 'sint', params: [], bind: () => read })
}

function defineAddressConverter(
  name: string,
  summary: string,
  read: (input: Uint8Array) => IpAddress | null,
): ConverterKeyword<readonly [], 'bin', 'addr'> {
  return defineConverter({ name, summary, manual: '7.3.1', in: 'bin', out: 'addr', params: [], bind: () => read })
}

const withEthernet =
  <T>(use: (input: Uint8Array, header: NonNullable<ReturnType<typeof parseEthernet>>) => T | null) =>
  (input: Uint8Array): T | null => {
    const header = parseEthernet(input)
    return header === null ? null : use(input, header)
  }

const withIp =
  <T>(use: (input: Uint8Array, header: IpHeader) => T | null) =>
  (input: Uint8Array): T | null => {
    const header = parseIpHeader(input)
    return header === null ? null : use(input, header)
  }

const withTcp =
  <T>(use: (input: Uint8Array, header: TcpHeader) => T | null) =>
  (input: Uint8Array): T | null => {
    const header = parseTcpHeader(input)
    return header === null ? null : use(input, header)
  }

export const ethHdr = definePartConverter(
  'eth.hdr',
  'Gives the header of an Ethernet frame.',
  withEthernet((input, header) => input.subarray(0, header.length)),
)
export const ethData = definePartConverter(
  'eth.data',
  'Gives what follows the header of an Ethernet frame.',
  withEthernet((input, header) => input.subarray(header.length)),
)
export const ethDst = defineConverter({
  name: 'eth.dst',
  summary: 'Gives the destination address of an Ethernet frame.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [],
  examples: [{ expression: 'bin(00112233445566778899aabb0800),eth.dst,hex', gives: '001122334455' }],
  bind: () => (input) => (input.length < 6 ? null : input.subarray(0, 6)),
})
export const ethSrc = definePartConverter('eth.src', 'Gives the source address of an Ethernet frame.', (input) =>
  input.length < 12 ? null : input.subarray(6, 12),
)
export const ethProto = defineNumberConverter(
  'eth.proto',
  'Gives the type of an Ethernet frame, behind its VLAN tags.',
  withEthernet((_, header) => header.type),
)
export const ethVlan = defineNumberConverter(
  'eth.vlan',
  'Gives the last VLAN of an Ethernet frame.',
  withEthernet((_, header) => header.vlan),
)

export const ipHdr = definePartConverter(
  'ip.hdr',
  'Gives the header of an IP packet, with its options or extensions.',
  withIp((input, header) => input.subarray(0, header.length)),
)
export const ipData = definePartConverter(
  'ip.data',
  'Gives what follows the header of an IP packet.',
  withIp((input, header) => input.subarray(header.length)),
)
export const ipVer = defineNumberConverter(
  'ip.ver',
  'Gives the version of an IP packet.',
  withIp((_, header) => header.version),
)
export const ipTos = defineNumberConverter(
  'ip.tos',
  'Gives the type of service or traffic class of an IP packet.',
  withIp((input, { version }) => (version === 4 ? input[1]! : ((input[0]! & 15) << 4) | (input[1]! >> 4))),
)
export const ipTtl = defineNumberConverter(
  'ip.ttl',
  'Gives the time to live or hop limit of an IP packet.',
  withIp((input, { version }) => (version === 4 ? input[8]! : input[7]!)),
)
export const ipProto = defineNumberConverter(
  'ip.proto',
  'Gives the protocol that an IP packet carries.',
  withIp((_, header) => header.protocol),
)
export const ipDf = defineNumberConverter(
  'ip.df',
  'Gives 1 when an IP packet may not be fragmented, as IPv6 never may.',
  withIp((input, { version }) => (version === 6 ? 1 : (input[6]! >> 6) & 1)),
)
export const ipSrc = defineAddressConverter(
  'ip.src',
  'Gives the source address of an IP packet.',
  withIp((input, { version }) => new IpAddress(version === 4 ? input.slice(12, 16) : input.slice(8, 24))),
)
export const ipDst = defineAddressConverter(
  'ip.dst',
  'Gives the destination address of an IP packet.',
  withIp((input, { version }) => new IpAddress(version === 4 ? input.slice(16, 20) : input.slice(24, 40))),
)
export const ipFp = defineConverter({
  name: 'ip.fp',
  summary: 'Gives a fingerprint of the SYN packet in an IP packet.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [withDefault(int('mode', { min: 0, max: 7 }), 0)],
  bind:
    ([mode]) =>
    (input) =>
      fingerprint(input, mode),
})

export const tcpSrc = defineNumberConverter(
  'tcp.src',
  'Gives the source port of a TCP segment.',
  withTcp((input) => readUint(input, 0, 2)),
)
export const tcpDst = defineNumberConverter(
  'tcp.dst',
  'Gives the destination port of a TCP segment.',
  withTcp((input) => readUint(input, 2, 2)),
)
export const tcpSeq = defineNumberConverter(
  'tcp.seq',
  'Gives the sequence number of a TCP segment.',
  withTcp((input) => readUint(input, 4, 4)),
)
export const tcpFlags = defineNumberConverter(
  'tcp.flags',
  'Gives the flags of a TCP segment as one byte.',
  withTcp((input) => input[13]!),
)
export const tcpWin = defineNumberConverter(
  'tcp.win',
  'Gives the window of a TCP segment, not scaled.',
  withTcp((input) => readUint(input, 14, 2)),
)

/** The value of the first option of a kind, `size` bytes at `offset`; `missing` when there is none. */
const option = (kind: number, offset: number, size: number, missing: number | null) =>
  withTcp((input, header) => {
    const found = header.options.find((candidate) => candidate.kind === kind)
    return found === undefined || found.size < offset + size ? missing : readUint(input, found.at + offset, size)
  })

const hasOption = (kind: number) =>
  withTcp((_, header) => (header.options.some((candidate) => candidate.kind === kind) ? 1 : 0))

export const tcpOptionsMss = defineNumberConverter(
  'tcp.options.mss',
  'Gives the largest segment that the sender takes, or 0.',
  option(2, 0, 2, 0),
)
export const tcpOptionsSack = defineNumberConverter(
  'tcp.options.sack',
  'Gives 1 when the sender takes selective acknowledgements.',
  hasOption(4),
)
export const tcpOptionsTsopt = defineNumberConverter(
  'tcp.options.tsopt',
  'Gives 1 when the sender uses time stamps.',
  hasOption(8),
)
export const tcpOptionsTsval = defineNumberConverter(
  'tcp.options.tsval',
  "Gives the sender's time stamp.",
  option(8, 0, 4, null),
)
export const tcpOptionsWscale = defineNumberConverter(
  'tcp.options.wscale',
  'Gives the scale of the window, or 0.',
  option(3, 0, 1, 0),
)
export const tcpOptionsWsopt = defineNumberConverter(
  'tcp.options.wsopt',
  'Gives 1 when the sender scales its window.',
  hasOption(3),
)
export const tcpOptionsList = definePartConverter(
  'tcp.options_list',
  'Gives the kinds of the options of a TCP segment in order.',
  withTcp((_, header) => Uint8Array.from(header.options, ({ kind }) => kind)),
)

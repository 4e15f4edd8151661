import { describeExpressions } from '../testing/describe-converter.ts'
import * as packet from './packet.ts'

/** A SYN of Linux over loopback: MSS 65495, SACK, time stamps, no-operation, window scale 7. */
const tcp = 'aac01f901234567800000000a002ffd7fe3000000204ffd70402080a010203040000000001030307'
const ipv4 = `4500003c1c4640004006b1e67f0000017f000001${tcp}`
const ethernet = '00112233445566778899aabb'
const frame = `${ethernet}810000050800${ipv4}`
const ipv6 = `60100000002806ff${'0'.repeat(31)}1${'0'.repeat(31)}2${tcp}`

const keywords = Object.values(packet)

describeExpressions('packet', keywords, [
  [`bin(${frame}),eth.hdr,hex`, '00112233445566778899AABB810000050800'],
  [`bin(${frame}),eth.dst,hex`, '001122334455'],
  [`bin(${frame}),eth.src,hex`, '66778899AABB'],
  [`bin(${frame}),eth.proto`, String(0x0800)],
  [`bin(${frame}),eth.vlan`, '5'],
  [`bin(${ethernet}0800${ipv4}),eth.vlan`, null],
  [`bin(${frame}),eth.data,ip.src`, '127.0.0.1'],
  [`bin(${ipv4}),ip.ver`, '4'],
  [`bin(${ipv4}),ip.tos`, '0'],
  [`bin(${ipv4}),ip.ttl`, '64'],
  [`bin(${ipv4}),ip.proto`, '6'],
  [`bin(${ipv4}),ip.df`, '1'],
  [`bin(${ipv4}),ip.dst`, '127.0.0.1'],
  [`bin(${ipv4}),ip.hdr,length`, '1'],
  [`bin(${ipv4}),ip.fp,hex`, '0050A8FFD7FFD747'],
  [`bin(${ipv4}),ip.fp(5),hex`, '0050A8FFD7FFD747407F000001'],
  [`bin(${ipv4}),ip.fp(2),hex`, '0050A8FFD7FFD7470204080103'],
  [`bin(${ipv6}),ip.ver`, '6'],
  [`bin(${ipv6}),ip.tos`, '1'],
  [`bin(${ipv6}),ip.ttl`, '255'],
  [`bin(${ipv6}),ip.df`, '1'],
  [`bin(${ipv6}),ip.src`, '::1'],
  [`bin(${ipv6}),ip.dst`, '::2'],
  [`bin(${ipv6}),ip.data,tcp.dst`, '8080'],
  [`bin(${tcp}),tcp.src`, '43712'],
  [`bin(${tcp}),tcp.seq`, String(0x12345678)],
  [`bin(${tcp}),tcp.flags`, '2'],
  [`bin(${tcp}),tcp.win`, '65495'],
  [`bin(${tcp}),tcp.options.mss`, '65495'],
  [`bin(${tcp}),tcp.options.sack`, '1'],
  [`bin(${tcp}),tcp.options.tsopt`, '1'],
  [`bin(${tcp}),tcp.options.tsval`, String(0x01020304)],
  [`bin(${tcp}),tcp.options.wscale`, '7'],
  [`bin(${tcp}),tcp.options.wsopt`, '1'],
  [`bin(${tcp}),tcp.options_list,hex`, '0204080103'],
  ['bin(aac01f901234567800000000500200000000000),tcp.src', { refused: /hexadecimal/ }],
  ['bin(aac01f9012345678000000005002000000000000),tcp.options.mss', '0'],
  ['bin(aac01f9012345678000000005002000000000000),tcp.options.tsval', null],
  ['bin(4500),ip.src', null],
  ['bin(0011),eth.dst', null],
])

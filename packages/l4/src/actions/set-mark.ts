import { custom, defineAction, verdicts } from '@weir/keyword'
import { setMark, setTypeOfService } from '../packet-marks.ts'

const clientSide = [
  'tcp-request connection',
  'tcp-request session',
  'tcp-request content',
  'tcp-response content',
  'http-request',
  'http-response',
] as const

/** A number of which only so many bits count, as the packets have room for. */
const number = (name: string, bits: number) =>
  custom(name, `<${name}>`, (reader) => {
    const text = reader.next()?.text ?? ''
    const [, sign, digits] = /^([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)$/.exec(text) ?? []
    if (digits === undefined)
      return reader.fail(`<${name}> expects an integer (hexadecimal with 0x), but got '${text}'`)
    const base = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
    return Number(BigInt.asUintN(bits, sign === '-' ? -BigInt(base) : BigInt(base)))
  })

/** Marks and service types of packets (manual 4.2). */
export const packetActions = [
  defineAction({
    name: 'set-fc-mark',
    aliases: ['set-mark'],
    summary: 'Marks the packets sent to the client.',
    manual: '4.2',
    rulesets: clientSide,
    params: [number('mark', 32)],
    bind:
      ([mark]) =>
      (context) => {
        if (context.session) setMark(context.session.connection, mark)
        return verdicts.proceed
      },
  }),
  defineAction({
    name: 'set-fc-tos',
    aliases: ['set-tos'],
    summary: 'Sets the type of service of packets sent to the client.',
    manual: '4.2',
    rulesets: clientSide,
    params: [number('tos', 8)],
    bind:
      ([tos]) =>
      (context) => {
        if (context.session) setTypeOfService(context.session.connection, tos)
        return verdicts.proceed
      },
  }),
  defineAction({
    name: 'set-bc-mark',
    summary: 'Marks the packets sent to the server.',
    manual: '4.2',
    rulesets: ['tcp-request content', 'http-request'],
    params: [number('mark', 32)],
    bind:
      ([mark]) =>
      (context) => {
        if (context.stream) context.stream.serverMark = mark
        return verdicts.proceed
      },
  }),
  defineAction({
    name: 'set-bc-tos',
    summary: 'Sets the type of service of packets sent to the server.',
    manual: '4.2',
    rulesets: ['tcp-request content', 'http-request'],
    params: [number('tos', 8)],
    bind:
      ([tos]) =>
      (context) => {
        if (context.stream) context.stream.serverTos = tos
        return verdicts.proceed
      },
  }),
]

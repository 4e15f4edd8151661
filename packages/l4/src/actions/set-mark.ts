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

const number = (name: string, maximum: number) =>
  custom(name, `<${name}>`, (reader) => {
    const word = reader.next()
    const value = /^(0x[0-9a-fA-F]+|[0-9]+)$/.test(word?.text ?? '') ? Number(word!.text) : Number.NaN
    if (value <= maximum) return value
    return reader.fail(`<${name}> expects an integer from 0 to ${maximum}, but got '${word?.text ?? ''}'`)
  })

/** Marks and service types of packets (manual 4.2). */
export const packetActions = [
  defineAction({
    name: 'set-fc-mark',
    aliases: ['set-mark'],
    summary: 'Marks the packets sent to the client.',
    manual: '4.2',
    rulesets: clientSide,
    params: [number('mark', 0xffffffff)],
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
    params: [number('tos', 255)],
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
    params: [number('mark', 0xffffffff)],
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
    params: [number('tos', 255)],
    bind:
      ([tos]) =>
      (context) => {
        if (context.stream) context.stream.serverTos = tos
        return verdicts.proceed
      },
  }),
]

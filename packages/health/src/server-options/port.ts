import { type IpAddress, parseIpAddress } from '@weir/base'
import { custom, defineServerOption, int, text } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

const ports = [
  ['port', 'Sets the port that checks go to.', 'port'],
  ['agent-port', 'Sets the port of the agent.', 'agentPort'],
] as const

export const portOptions = ports.map(([name, summary, field]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [int('port', { min: 0, max: 65535, wraps: 16 })],
    apply(record, [port]) {
      record[field] = port === 0 ? null : port
    },
  }),
)

const addresses = [
  ['addr', 'Sets the address that checks go to.', 'address'],
  ['agent-addr', 'Sets the address of the agent.', 'agentAddress'],
] as const

const ipAddress = custom('address', '<address>', (reader): IpAddress | ReturnType<typeof reader.fail> => {
  const word = reader.next()
  const address = word === null ? null : parseIpAddress(word.text.replace(/^ipv[46]@/, ''))
  return address ?? reader.fail(`'${reader.keyword.text}' expects an IP address, but got '${word?.text ?? ''}'`)
})

export const addressOptions = addresses.map(([name, summary, field]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [ipAddress],
    apply(record, [address]) {
      record[field] = { kind: 'ip', address, port: 0 }
    },
  }),
)

export const agentSend = defineServerOption({
  name: 'agent-send',
  summary: 'Sets what is sent to the agent.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [text('string')],
  apply(record, [string]) {
    record.agentSends = string
  },
})

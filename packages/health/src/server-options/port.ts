import type { SocketAddress } from '@weir/base'
import { custom, defineServerOption, type Failed, int, readSocketAddress, text } from '@weir/keyword'
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

/** The address of an agent is a host alone; that of a check is written like a server's. */
const checkAddress = (option: 'addr' | 'agent-addr') =>
  custom('address', '<address>', (reader): SocketAddress | Failed => {
    const word = reader.next()
    if (word === null)
      return reader.fail(`'${option}' expects <addr> as argument.`, { code: 'config/missing-argument' })
    const isBareHost = option === 'agent-addr' && !/^(?:\[.*\]|\*)$/.test(word.text)
    const written = isBareHost ? { ...word, text: `[${word.text}]` } : word
    return readSocketAddress(reader, written, { socket: 'stream', port: 'optional' }, `'${option}' : `)
  })

export const addressOptions = addresses.map(([name, summary, field]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    params: [checkAddress(name)],
    apply(record, [address]) {
      record[field] = address
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

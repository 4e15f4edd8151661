import { custom, defineBindOption, type Failed } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** What HAProxy calls its multiplexers; which of them a listener can have is up to the mode of its proxy. */
export const muxProtocols = ['h1', 'h2', 'fcgi', 'none'] as const

export type MuxProtocol = (typeof muxProtocols)[number]

const protocol = custom('name', '<name>', (reader): MuxProtocol | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail("'proto' : missing value", { code: 'config/missing-argument' })
  const found = muxProtocols.find((name) => name === word.text)
  return found ?? reader.fail(`'proto' :  unknown MUX protocol '${word.text}'`)
})

export const proto = defineBindOption({
  name: 'proto',
  summary: 'Says what clients speak, whatever they have agreed on: HTTP/1 or HTTP/2.',
  manual: '5.1',
  options: bindOptions,
  params: [protocol],
  apply(record, [name]) {
    record.protocol = name
  },
})

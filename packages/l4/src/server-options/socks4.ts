import { custom, defineServerOption, readSocketAddress } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

const proxyAddress = custom('addr', '<addr>:<port>', (reader) => {
  const word = reader.next()
  if (word === null)
    return reader.fail(`'socks4' expects <addr>:<port> as argument.`, { code: 'config/missing-argument' })
  return readSocketAddress(reader, word, { socket: 'stream', port: 'needed' }, `'socks4 ${word.text}' : `)
})

/** Connections by way of a SOCKS4 proxy (manual 5.2). */
export const socks4 = defineServerOption({
  name: 'socks4',
  summary: 'Connects to the server by way of a SOCKS4 proxy.',
  manual: '5.2',
  options: transportOptions,
  params: [proxyAddress],
  apply(record, [address]) {
    record.socksProxy = address
  },
})

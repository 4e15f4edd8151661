import { parseIpAddress, type SocketAddress } from '@weir/base'
import { custom, defineServerOption, type Failed } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

const proxyAddress = custom('addr', '<addr>:<port>', (reader): SocketAddress | Failed => {
  const text = reader.next()?.text ?? ''
  if (text === '')
    return reader.fail(`'socks4' expects <addr>:<port> as argument.`, { code: 'config/missing-argument' })
  const bare = text.replace(/^(?:ipv[46]|tcp[46]?)@/, '')
  const [, host, port] = /^(.*):([^:]*)$/.exec(bare) ?? []
  if (host === undefined || port === undefined)
    return reader.fail(`'socks4 ${text}' : missing port specification in '${text}'`)
  const address = parseIpAddress(host.replace(/^\[(.*)\]$/, '$1'))
  if (address === null)
    return reader.fail(`'socks4 ${text}' : invalid address: '${host}' in '${text}'`, {
      hint: 'names of proxies are not looked up, write an IP address',
    })
  if (!/^[0-9]+$/.test(port) || Number(port) < 1 || Number(port) > 65535)
    return reader.fail(`'socks4 ${text}' : invalid port '${port}'`)
  return { kind: 'ip', address, port: Number(port) }
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

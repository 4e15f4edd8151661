import { findInHosts, hostsPath } from '@weir/base'
import { custom, defineDirective, expandVariables, type Failed, lineOptions, OptionsStore } from '@weir/keyword'
import { parseBindAddresses } from '../bind-address.ts'
import { type DatagramAddress, datagramBindLines } from '../bind-options.ts'

interface Addresses {
  readonly text: string
  readonly found: readonly DatagramAddress[]
}

const families = /(^|,)udp([46]?@)/g
const streamFamily = /(?:^|,)((?:tcp|quic|mptcp)[46]?@|unix@|uxst@)/

/** None at all is let pass, as by HAProxy: the section then listens nowhere. */
const addresses = custom<Addresses | null>('address', '[<address>]:<port_range>[,…]', (reader) => {
  const word = reader.next()
  if (word === null) return null
  const text = expandVariables(word.text, reader.host)
  const complain = (problem: string): Failed => reader.fail(`'dgram-bind ${text}' : ${problem}`)
  if (streamFamily.test(text)) return complain(`stream-type address not acceptable in '${text}'`)
  if (!text.includes(':') && !text.startsWith('/')) return complain(`missing port specification in '${text}'`)
  const streams = text.replace(
    families,
    (_all, start: string, family: string) => `${start}${family === '@' ? '' : `tcp${family}`}`,
  )
  const found = parseBindAddresses(streams, (name) => {
    const hosts = reader.host.readFile(hostsPath)
    return 'error' in hosts ? null : findInHosts(hosts.text, name)
  })
  if ('error' in found) return complain(found.error)
  const internet = found.flatMap((place) =>
    place.kind === 'socket' && place.address.kind === 'ip' ? [place.address] : [],
  )
  if (internet.length < found.length) return complain('Weir receives datagrams at IP addresses alone')
  return { text, found: internet }
})

/** Declares where a log forwarder receives datagrams. Manual 3.10. */
export const dgramBind = defineDirective({
  name: 'dgram-bind',
  summary: 'Receives datagrams on one or more addresses.',
  manual: '3.10',
  sections: ['log-forward'],
  options: datagramBindLines,
  params: [addresses, lineOptions('bind-option')],
  apply(record, [place, apply], site) {
    apply(new OptionsStore(), site)
    if (place !== null) record.addresses.push(...place.found)
  },
})

import {
  custom,
  defineDirective,
  expandVariables,
  type Failed,
  findInHostsFile,
  lineOptions,
  OptionsStore,
} from '@weir/keyword'
import { parseBindAddresses } from '../bind-address.ts'
import { type DatagramAddress, datagramBindLines } from '../bind-options.ts'

interface Addresses {
  readonly text: string
  readonly found: readonly DatagramAddress[]
}

/** None at all is let pass, as by HAProxy: the section then listens nowhere. */
const addresses = custom<Addresses | null>('address', '[<address>]:<port_range>[,…]', (reader) => {
  const word = reader.next()
  if (word === null) return null
  const text = expandVariables(word.text, reader.host)
  const complain = (problem: string): Failed => reader.fail(`'dgram-bind ${text}' : ${problem}`)
  const lookUp = (name: string, family: 'any' | 4 | 6) => findInHostsFile(reader.host, name, family)
  const found = parseBindAddresses(text, lookUp, 'datagram')
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

import {
  type ArgumentReader,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  OptionsStore,
  parseInteger,
  type Word,
} from '@weir/keyword'
import { parseLogDestination } from '../destination.ts'
import { logServerOptions, type RingServer, ringOptions } from '../options.ts'
import type { StreamAddress } from '../transports/stream.ts'

/** What changes the bytes on the wire or the way there, and is not done for rings. */
const refused = /^(?:ssl|crt|ca-file|verify|sni|send-proxy.*|source|socks4|namespace|interface|mptcp)$/

const ringServer = custom<RingServer>('server', '<name> <address> [<option>]*', (reader) => {
  const name = reader.next()
  const address = reader.next()
  if (name === null || address === null) return reader.fail("'server' expects <name> and <address> as arguments")
  const complain = (text: string): Failed => reader.fail(`'server ${name.text}' : ${text}`)
  const place = readAddress(address.text, complain)
  return place === FAILED ? FAILED : readOptions(name, place, reader, complain)
})

function readAddress(text: string, complain: (text: string) => Failed): StreamAddress | Failed {
  if (text.startsWith('/')) return { path: text }
  if (/^(?:udp[46]?|uxdg|quic[46]?)@/.test(text)) return complain(`dgram-type address not acceptable in '${text}'`)
  const isPrefixed = text.includes('@')
  // A port is not asked for, as by HAProxy, though nothing can be reached without one.
  const isBare = !/[:\]]/.test(text)
  const destination = parseLogDestination(`${isPrefixed ? '' : 'tcp@'}${text}${isBare ? ':0' : ''}`)
  if ('error' in destination) return complain(isPrefixed ? destination.error : destination.error.replaceAll('tcp@', ''))
  if (destination.kind === 'unix') return { path: destination.isAbstract ? `\0${destination.path}` : destination.path }
  if (destination.kind !== 'tcp' && destination.kind !== 'udp')
    return complain(`expects the address of a server, but got '${text}'`)
  return { host: destination.host, port: destination.port }
}

function readOptions(
  { text: name, span }: Word,
  address: StreamAddress,
  reader: ArgumentReader,
  complain: (text: string) => Failed,
): RingServer | Failed {
  const { serverOptions } = reader.host.vocabulary
  const store = new OptionsStore()
  let maxReuse = -1
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (word.text === 'max-reuse') {
      maxReuse = parseInteger(reader.next()?.text ?? '') ?? Number.NaN
      if (Number.isNaN(maxReuse)) return complain("'max-reuse' expects an integer")
      continue
    }
    if (refused.test(word.text))
      return complain(`'${word.text}' is not supported by Weir on servers of a ring, which are plain TCP`)
    const keyword = serverOptions.get(word.text)
    if (keyword === undefined) return complain(`unknown keyword '${word.text}'`)
    const values = keyword.params.map((parameter) => parameter.parse(reader))
    if (values.includes(FAILED)) return FAILED
    if (keyword.options !== (logServerOptions as unknown))
      reader.note?.(
        `'server ${name}' : '${word.text}' is ignored on servers of a ring, which are neither balanced nor checked.`,
      )
    else
      keyword.apply(
        store.get(logServerOptions),
        values as never,
        {
          span: word.span,
          section: reader.host.section!,
          prefix: null,
          options: store,
          complain: (text: string) => void complain(text),
        } as never,
      )
  }
  const { framing } = store.get(logServerOptions)
  return { name, address, framing, maxReuse, span }
}

/** A syslog server over TCP to which all messages of a ring are sent. Manual 3.9. */
export const server = defineDirective({
  name: 'server',
  summary: 'Forwards the messages of the ring to a syslog server over TCP.',
  manual: '3.9',
  sections: ['ring'],
  options: ringOptions,
  params: [ringServer],
  apply(record, [added]) {
    record.servers.push(added)
  },
})

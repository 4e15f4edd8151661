import {
  type ArgumentReader,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  OptionsStore,
  parseInteger,
  readAddress,
  type Word,
} from '@weir/keyword'
import { hostOf } from '../destination.ts'
import { logServerOptions, type RingServer, ringOptions } from '../options.ts'
import { type StreamAddress, streamAddressOf, streamPathOf } from '../transports/stream.ts'

/** What changes the bytes on the wire or the way there, and is not done for rings. */
const refused = /^(?:ssl|crt|ca-file|verify|sni|send-proxy.*|socks4|namespace|interface|mptcp)$/

/** What only HTTP is spoken in. */
const httpProtocols: ReadonlySet<string> = new Set(['h1', 'h2', 'fcgi'])

/** What counts on servers of a ring as on others. */
const used = new Set(['log-proto', 'log-bufsize', 'source'])

const ringServer = custom<RingServer>('server', '<name> <address> [<option>]*', (reader) => {
  const name = reader.next()
  const address = reader.next()
  if (name === null || address === null) return reader.fail("'server' expects <name> and <address> as arguments")
  const bad = /[^A-Za-z0-9_:.-]/.exec(name.text)
  if (bad !== null) return reader.fail(`character '${bad[0]}' is not permitted in server name '${name.text}'.`)
  const complain = (text: string): Failed => reader.fail(`'server ${name.text}' : ${text}`)
  const place = readStreamAddress(address, reader, `'server ${name.text}' : `)
  return place === FAILED ? FAILED : readOptions(name, place, reader, complain)
})

function readStreamAddress(word: Word, reader: ArgumentReader, subject: string): StreamAddress | Failed {
  // A port is not asked for, as by HAProxy, though nothing can be reached without one.
  const written = readAddress(reader, word, { socket: 'stream', port: 'optional', takesPortOffset: true }, subject)
  if (written === FAILED) return FAILED
  if (written.kind === 'descriptor') throw new Error('a descriptor is no server')
  if (written.kind === 'unix') return streamPathOf(written)
  const host = hostOf(written, word.text)
  if ('error' in host) return reader.fail(`${subject}${host.error}`)
  return streamAddressOf({ ...host, port: Math.max(0, written.port.first) })
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
    const protocol = word.text === 'proto' ? reader.peek()?.text : undefined
    if (protocol !== undefined && httpProtocols.has(protocol))
      return complain(`MUX protocol '${protocol}' is not usable for server '${name}'`)
    const keyword = serverOptions.get(word.text)
    if (keyword === undefined) return complain(`unknown keyword '${word.text}'`)
    const values = keyword.params.map((parameter) => parameter.parse(reader))
    if (values.includes(FAILED)) return FAILED
    if (!used.has(keyword.name))
      reader.note?.(
        `'server ${name}' : '${word.text}' is ignored on servers of a ring, which are neither balanced nor checked.`,
      )
    else
      keyword.apply(
        store.get(keyword.options),
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
  return { name, address, framing, maxReuse, options: store, span }
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

import { custom, defineDirective } from '@weir/keyword'
import { parseLogDestination } from '../destination.ts'
import { type RingServer, ringOptions } from '../options.ts'
import type { StreamFraming } from '../transports/stream.ts'

const framings: readonly StreamFraming[] = ['legacy', 'octet-count']

const ringServer = custom<RingServer>('server', '<name> <address> [log-proto { legacy | octet-count }]', (reader) => {
  const name = reader.next()
  const address = reader.next()
  if (name === null || address === null) return reader.fail("'server' expects <name> and <address> as arguments")
  const destination = parseLogDestination(`tcp@${address.text}`)
  if ('error' in destination) return reader.fail(`'server ${name.text}' : ${destination.error.replaceAll('tcp@', '')}`)
  if (destination.kind !== 'tcp') return reader.fail(`'server ${name.text}' : expects a TCP address`)
  let framing: StreamFraming = 'legacy'
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (word.text !== 'log-proto') {
      return reader.fail(
        `'server ${name.text}' : '${word.text}' is not supported on servers of a ring, which are plain TCP; expects 'log-proto'`,
      )
    }
    const text = reader.next()?.text ?? ''
    const found = framings.find((candidate) => candidate === text)
    if (found === undefined) return reader.fail(`'server ${name.text}' : unknown log-proto '${text}'`)
    framing = found
  }
  return { name: name.text, host: destination.host, port: destination.port, framing }
})

/** A syslog server over TCP to which all messages of a ring are sent. Manual 3.9. */
export const server = defineDirective({
  name: 'server',
  summary: 'Forwards the messages of the ring to a syslog server over TCP.',
  manual: '3.9',
  sections: ['ring'],
  options: ringOptions,
  params: [ringServer],
  apply(record, [value]) {
    record.servers.push(value)
  },
})

/** Settings of `global` for HTTP/2 with clients and servers (manual 3.2). */
import {
  type ArgumentReader,
  custom,
  defineDirective,
  type Failed,
  int,
  oneOf,
  parseWrappedInteger,
} from '@weir/keyword'
import type { Http2Options } from '../h2/settings.ts'
import { httpProcessOptions } from '../options.ts'

/** A number of 32 bits, of which what is no number is 0. */
function positive(reader: ArgumentReader): number | Failed {
  const value = parseWrappedInteger(reader.next()?.text ?? '', 32)
  return value < 0 ? reader.fail(`'${reader.keyword.text}' expects a positive numeric value.`) : value
}

const positiveNumber = custom('number', '<number>', positive)

const between = (min: number, max: number) =>
  custom('number', '<number>', (reader): number | Failed => {
    const value = parseWrappedInteger(reader.next()?.text ?? '', 32)
    if (value >= min && value <= max) return value
    return reader.fail(`'${reader.keyword.text}' expects a numeric value between ${min} and ${max}.`)
  })

interface Setting {
  readonly name: string
  readonly summary: string
  readonly key: keyof Http2Options
  readonly param?: ReturnType<typeof between>
}

const settings: readonly Setting[] = [
  {
    name: 'tune.h2.header-table-size',
    summary: 'How many bytes of headers clients may refer back to.',
    key: 'headerTableBytes',
    param: between(4096, 65_536),
  },
  {
    name: 'tune.h2.initial-window-size',
    summary: 'How much of a body the peer of an HTTP/2 stream may send unasked.',
    key: 'windowBytes',
  },
  {
    name: 'tune.h2.fe.initial-window-size',
    summary: 'How much of a body an HTTP/2 client may send unasked.',
    key: 'clientWindowBytes',
  },
  {
    name: 'tune.h2.max-concurrent-streams',
    summary: 'How many streams an HTTP/2 connection may have at a time.',
    key: 'maxStreams',
  },
  {
    name: 'tune.h2.max-frame-size',
    summary: 'The largest HTTP/2 frame that is taken, as long as a buffer holds it.',
    key: 'maxFrameBytes',
    param: between(16_384, 16_777_215),
  },
  {
    name: 'tune.h2.be.initial-window-size',
    summary: 'How much of a body an HTTP/2 server may send unasked.',
    key: 'serverWindowBytes',
  },
  {
    name: 'tune.h2.be.max-concurrent-streams',
    summary: 'How many requests an HTTP/2 connection to a server may carry at a time.',
    key: 'serverMaxStreams',
  },
  {
    name: 'tune.h2.be.glitches-threshold',
    summary: 'How many faults of an HTTP/2 server are borne.',
    key: 'serverGlitchesThreshold',
  },
  {
    name: 'tune.h2.fe.glitches-threshold',
    summary: 'How many faults of an HTTP/2 client are borne.',
    key: 'glitchesThreshold',
  },
  {
    name: 'tune.h2.fe.max-total-streams',
    summary: 'After how many streams an HTTP/2 client has to connect anew.',
    key: 'maxTotalStreams',
  },
  {
    name: 'tune.h2.fe.max-frames-at-once',
    summary: 'How many frames of an HTTP/2 client are read before others have their turn.',
    key: 'maxFramesAtOnce',
  },
  {
    name: 'tune.h2.fe.max-rst-at-once',
    summary: 'How many streams an HTTP/2 client may reset before others have their turn.',
    key: 'maxResetsAtOnce',
  },
]

export const tuneH2 = settings.map(({ name, summary, key, param = positiveNumber }) =>
  defineDirective({
    name,
    summary,
    manual: '3.2',
    sections: ['global'],
    options: httpProcessOptions,
    params: [param],
    apply(record, [number]) {
      record.http2 = { ...record.http2, [key]: number }
    },
  }),
)

/**
 * The load of a queue of tasks would lower the number; there is no such queue to be measured here, so that it stays what it
 * is. Since HAProxy 3.4.
 */
const streamLimit = custom('number', '<number> [ rq-load <load> ] [ min <number> ]', (reader): number | Failed => {
  const limit = positive(reader)
  while (typeof limit === 'number') {
    const name = reader.peek()?.text
    if (name === 'rq-load') {
      reader.next()
      const load = reader.next()?.text ?? ''
      if (load !== 'auto' && load !== 'ignore' && !/^[0-9]+$/.test(load)) {
        return reader.fail(`'rq-load' expects a number, 'auto' or 'ignore', but got '${load}'`)
      }
    } else if (name === 'min') {
      reader.next()
      const least = int('min', { min: 0 }).parse(reader)
      if (typeof least !== 'number') return least
    } else break
  }
  return limit
})

export const tuneH2FeMaxConcurrentStreams = defineDirective({
  name: 'tune.h2.fe.max-concurrent-streams',
  summary: 'How many streams an HTTP/2 client may have at a time.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [streamLimit],
  apply(record, [number]) {
    record.http2 = { ...record.http2, clientMaxStreams: number }
  },
})

export const tuneH2LogErrors = defineDirective({
  name: 'tune.h2.log-errors',
  summary:
    'Which faults of HTTP/2 clients make a line in the log: none, those of connections, or those of streams too.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [oneOf('level', ['none', 'connection', 'stream'])],
  apply(record, [level]) {
    record.http2 = { ...record.http2, loggedErrors: level }
  },
})

export const h2WorkaroundBogusWebsocketClients = defineDirective({
  name: 'h2-workaround-bogus-websocket-clients',
  summary: 'Does not tell HTTP/2 clients that streams may become WebSockets.',
  manual: '3.1',
  sections: ['global'],
  options: httpProcessOptions,
  params: [],
  apply(record) {
    record.http2 = { ...record.http2, hidesWebSockets: true }
  },
})

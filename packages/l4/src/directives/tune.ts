import { custom, defineDirective, int, oneOf, type Parameter, size } from '@weir/keyword'
import { type ProcessOptions, processOptions } from '../options.ts'

/** Buffers are multiples of this (seen in the oracle). */
const alignmentBytes = 16

/** `tune.bufsize`: what is held of a stream while rules look at it or the other side is slow. Manual 3.2. */
export const tuneBufsize = defineDirective({
  name: 'tune.bufsize',
  summary: 'Sets how much of a stream is buffered.',
  manual: '3.2',
  sections: ['global'],
  options: processOptions,
  params: [size('size')],
  apply(record, [bytes], site) {
    if (bytes <= 0) site.complain("'tune.bufsize' expects a positive size")
    else record.bufferSizeBytes = Math.ceil(bytes / alignmentBytes) * alignmentBytes
  },
})

/** `tune.maxaccept`. */
export const tuneMaxaccept = defineDirective({
  name: 'tune.maxaccept',
  summary: 'Limits how many connections are accepted in a row.',
  manual: '3.2',
  sections: ['global'],
  options: processOptions,
  withoutEffect: 'libuv accepts until the backlog is empty',
  params: [int('number', { min: -1, max: 2 ** 31 - 1 })],
  apply(record, [number]) {
    record.maxAccept = number
  },
})

const poller = "the event loop is libuv's"
const memory = "memory is V8's to manage"
const splicing = 'data is moved through user space'

/** How the value of a knob is checked. */
type Knob = Parameter<unknown> | null

const number = int('number')
const ratio = int('ratio', { min: 0, max: 100 })
/** A size above nothing. */
const positiveBytes = custom('size', '<size>', (reader) => {
  const value = size('size').parse(reader)
  return value === 0 ? reader.fail('<size> expects a positive size') : value
})
const onOff = oneOf('state', ['on', 'off'])

/** A list of words divided by commas. */
const events = custom('events', '{ err | hup | rdhup }[,...]', (reader) => {
  const found = reader.next()?.text ?? ''
  const wrong = found.split(',').find((name) => !['err', 'hup', 'rdhup'].includes(name))
  return wrong === undefined ? found : reader.fail(`expects a list of 'err', 'hup' and 'rdhup', but got '${wrong}'`)
})

const inert: readonly (readonly [string, string, string, Knob])[] = [
  ['tune.buffers.limit', 'Limits the number of buffers.', memory, number],
  ['tune.buffers.reserve', 'Keeps buffers for the worst case.', memory, number],
  ['tune.pipesize', 'Sets the size of pipes for splicing.', splicing, number],
  ['tune.recv_enough', 'Sets what a read has to bring for the next one to be tried.', poller, number],
  ['tune.maxpollevents', 'Limits the events taken per call.', poller, int('number', { max: 1_000_000 })],
  [
    'tune.events.max-events-at-once',
    'Limits the events handled per round.',
    poller,
    int('number', { min: 1, max: 10_000 }),
  ],
  ['tune.epoll.mask-events', 'Masks events of the poller.', poller, events],
  ['tune.runqueue-depth', 'Limits the tasks run per round.', poller, number],
  ['tune.sched.low-latency', 'Runs urgent tasks earlier.', poller, onOff],
  [
    'tune.max-rules-at-once',
    'Limits the rules evaluated per round.',
    'rules are closures that take no noticeable time',
    number,
  ],
  ['tune.fd.edge-triggered', 'Uses edge-triggered polling.', poller, onOff],
  ['tune.fd.tables', 'Chooses how descriptors are kept.', poller, oneOf('tables', ['shared', 'per-thread-group'])],
  [
    'tune.listener.default-shards',
    'Sets how many sockets a listener gets.',
    'threads share one listening socket',
    oneOf('shards', ['by-process', 'by-thread', 'by-group']),
  ],
  [
    'tune.listener.multi-queue',
    'Spreads accepted connections over threads.',
    'the kernel spreads them',
    oneOf('state', ['on', 'fair', 'off']),
  ],
  [
    'tune.idle-pool.shared',
    'Shares idle connections between threads.',
    'idle connections belong to a thread',
    oneOf('state', ['full', 'on', 'off']),
  ],
  ['tune.memory.hot-size', 'Sets the size of hot caches.', memory, positiveBytes],
  ['tune.pool-high-fd-ratio', 'Sets when idle connections are killed.', memory, ratio],
  ['tune.pool-low-fd-ratio', 'Sets when idle connections are kept.', memory, ratio],
  ['tune.disable-fast-forward', 'Turns fast forwarding off.', splicing, null],
  ['tune.disable-zero-copy-forwarding', 'Turns copying less off.', splicing, null],
  ['tune.applet.zero-copy-forwarding', 'Lets services copy less.', splicing, onOff],
  ['tune.pt.zero-copy-forwarding', 'Lets TCP copy less.', splicing, onOff],
  [
    'tune.takeover-other-tg-connections',
    'Lets thread groups take connections.',
    'there are no thread groups',
    oneOf('state', ['none', 'restricted', 'full']),
  ],
]

/** `tune.bufsize.large` and `tune.bufsize.small`. */
export const otherBufferSizes = (['large', 'small'] as const).map((kind) =>
  defineDirective({
    name: `tune.bufsize.${kind}`,
    summary: `Sets the size of ${kind} buffers.`,
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    withoutEffect: memory,
    params: [size('size')],
    apply(record, [bytes]) {
      record[`${kind}BufferBytes`] = bytes
    },
  }),
)

/** Those that need `expose-experimental-directives`. */
const experimental = new Set(['tune.fd.edge-triggered', 'tune.fd.tables'])

/** Knobs of HAProxy's own machinery: their values are checked, and change nothing. */
export const inertTunables = inert.map(([name, summary, withoutEffect, parameter]) =>
  defineDirective<readonly Parameter<unknown>[], ProcessOptions>({
    name,
    summary,
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    withoutEffect,
    ...(experimental.has(name) ? { isExperimental: true } : {}),
    params: parameter === null ? [] : [parameter],
    apply(_record, _values, site) {
      if (name === 'tune.takeover-other-tg-connections')
        site.warn(
          `'${name}' is deprecated and will be removed in version 3.7. Please use 'tune.idle-pool.shared full'.`,
        )
    },
  }),
)

const kernel = 'logs and other datagrams leave by sockets with the buffers of the system'

const buffers = ['rcvbuf.backend', 'rcvbuf.frontend', 'sndbuf.backend', 'sndbuf.frontend']

/** Sizes of the buffers of datagram sockets. */
export const bufferTunables = buffers.map((name) =>
  defineDirective({
    name: `tune.${name}`,
    summary: `Sets the size of socket buffers (${name}).`,
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    withoutEffect: kernel,
    params: [size('size')],
    apply() {},
  }),
)

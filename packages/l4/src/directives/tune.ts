import { defineDirective, int, rest, size } from '@weir/keyword'
import { processOptions } from '../options.ts'

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
    else record.bufferSizeBytes = bytes
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
  params: [int('number', { min: -1 })],
  apply(record, [number]) {
    record.maxAccept = number
  },
})

const poller = "the event loop is libuv's"
const memory = "memory is V8's to manage"
const splicing = 'data is moved through user space'

const inert: readonly (readonly [string, string, string])[] = [
  ['tune.buffers.limit', 'Limits the number of buffers.', memory],
  ['tune.buffers.reserve', 'Keeps buffers for the worst case.', memory],
  ['tune.bufsize.large', 'Sets the size of large buffers.', memory],
  ['tune.bufsize.small', 'Sets the size of small buffers.', memory],
  ['tune.pipesize', 'Sets the size of pipes for splicing.', splicing],
  ['tune.recv_enough', 'Sets what a read has to bring for the next one to be tried.', poller],
  ['tune.maxpollevents', 'Limits the events taken per call.', poller],
  ['tune.events.max-events-at-once', 'Limits the events handled per round.', poller],
  ['tune.epoll.mask-events', 'Masks events of the poller.', poller],
  ['tune.runqueue-depth', 'Limits the tasks run per round.', poller],
  ['tune.sched.low-latency', 'Runs urgent tasks earlier.', poller],
  [
    'tune.max-rules-at-once',
    'Limits the rules evaluated per round.',
    'rules are closures that take no noticeable time',
  ],
  ['tune.fd.edge-triggered', 'Uses edge-triggered polling.', poller],
  ['tune.fd.tables', 'Chooses how descriptors are kept.', poller],
  ['tune.listener.default-shards', 'Sets how many sockets a listener gets.', 'threads share one listening socket'],
  ['tune.listener.multi-queue', 'Spreads accepted connections over threads.', 'the kernel spreads them'],
  ['tune.idle-pool.shared', 'Shares idle connections between threads.', 'idle connections belong to a thread'],
  ['tune.memory.hot-size', 'Sets the size of hot caches.', memory],
  ['tune.pool-high-fd-ratio', 'Sets when idle connections are killed.', memory],
  ['tune.pool-low-fd-ratio', 'Sets when idle connections are kept.', memory],
  ['tune.disable-fast-forward', 'Turns fast forwarding off.', splicing],
  ['tune.disable-zero-copy-forwarding', 'Turns copying less off.', splicing],
  ['tune.applet.zero-copy-forwarding', 'Lets services copy less.', splicing],
  ['tune.pt.zero-copy-forwarding', 'Lets TCP copy less.', splicing],
  ['tune.takeover-other-tg-connections', 'Lets thread groups take connections.', 'there are no thread groups'],
]

/** Knobs of HAProxy's own machinery: read, and nothing else. */
export const inertTunables = inert.map(([name, summary, withoutEffect]) =>
  defineDirective({
    name,
    summary,
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    withoutEffect,
    params: [rest('value')],
    apply() {},
  }),
)

const kernel = 'Node offers no way to set the buffers of a socket before it is connected'

const buffers = [
  'rcvbuf.backend',
  'rcvbuf.client',
  'rcvbuf.frontend',
  'rcvbuf.server',
  'sndbuf.backend',
  'sndbuf.client',
  'sndbuf.frontend',
  'sndbuf.server',
  'notsent-lowat.client',
  'notsent-lowat.server',
]

/** Sizes of socket buffers. */
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

import { custom, int, oneOf, type Parameter } from '@weir/keyword'

/** How the value of a setting is checked where a parameter of its own is not needed. */
export type InertForm = 'none' | 'integer' | 'percentage' | 'family' | 'size' | 'time' | 'text' | 'words' | 'switch'

/** How the value of a setting is checked. */
export type InertValue = InertForm | Parameter<unknown>

/** Settings of `global` that change nothing here, with the reason. */
export interface InertSettings {
  readonly reason: string
  readonly values: Readonly<Record<string, InertValue>>
  /** Those that `no` and `default` may stand before. */
  readonly negatable?: readonly string[]
  /** Those that the configuration has to allow. */
  readonly experimental?: readonly string[]
}

/** Nothing, or at least all of what it is a part of. */
const elasticity = custom('percentage', '<percentage>', (reader) => {
  const value = Number(/^[0-9]+$/.exec(reader.next()?.text ?? '')?.[0] ?? Number.NaN)
  return value === 0 || value >= 100 ? value : reader.fail('expects 0 or a percentage of at least 100')
})

const keyAlgorithms = [
  ...['dir', 'RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES'],
  ...['128', '192', '256'].flatMap((bits) => [`A${bits}KW`, `A${bits}GCMKW`, `ECDH-ES+A${bits}KW`]),
]
const contentAlgorithms = ['A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512', 'A128GCM', 'A192GCM', 'A256GCM']

/** Names between colons; `ALL` stands for all of them, and `!` leaves one out. */
const algorithmList = (known: readonly string[]) =>
  custom('algorithms', '<algorithm>[:<algorithm>]*', (reader) => {
    const text = reader.next()?.text ?? ''
    const unknown = text.split(':').find((name) => name !== 'ALL' && !known.includes(name.replace(/^!/, '')))
    return unknown === undefined ? text : reader.fail(`unknown algorithm '${unknown}'`)
  })

const poller = 'the runtime has one poller, and its event loop decides how to use it'
const memory = 'the runtime manages memory'
const splicing = 'bytes are always read and written, never moved by the kernel'
const tls = "Node leaves it to OpenSSL's own configuration"
const client = 'no part of the process makes HTTP requests of its own'
const placement = 'threads are placed by the system, or by cpu-map'

/**
 * What HAProxy's `global` knows and no engine reads, by reason. Lines are read and their values checked, so that a
 * deployed configuration starts; the coverage page shows the reason.
 */
export const inertSettings: readonly InertSettings[] = [
  {
    reason: poller,
    values: {
      noepoll: 'none',
      nokqueue: 'none',
      noevports: 'none',
      nopoll: 'none',
      'tune.maxpollevents': 'integer',
      'tune.events.max-events-at-once': 'integer',
      'tune.epoll.mask-events': 'text',
      'tune.fd.edge-triggered': 'switch',
      'tune.runqueue-depth': 'integer',
      'tune.sched.low-latency': 'switch',
      'tune.recv_enough': 'size',
      'tune.max-rules-at-once': 'integer',
      'prealloc-fd': 'none',
    },
  },
  {
    reason: memory,
    values: {
      'no-memory-trimming': 'none',
      'tune.buffers.limit': 'integer',
      'tune.buffers.reserve': 'integer',
      'tune.fail-alloc': 'percentage',
      'tune.defaults.purge': 'text',
      'tune.pattern.cache-size': 'integer',
      'tune.ring.queues': 'integer',
      'tune.pool-high-fd-ratio': 'integer',
      'tune.pool-low-fd-ratio': 'integer',
      'quick-exit': 'none',
    },
  },
  {
    reason: splicing,
    values: {
      nosplice: 'none',
      maxpipes: 'integer',
      'tune.pipesize': 'size',
      'tune.disable-fast-forward': 'none',
      'tune.disable-zero-copy-forwarding': 'none',
      'tune.applet.zero-copy-forwarding': 'switch',
      'tune.pt.zero-copy-forwarding': 'switch',
      'tune.h1.zero-copy-fwd-recv': 'switch',
      'tune.h1.zero-copy-fwd-send': 'switch',
      'tune.h2.zero-copy-fwd-send': 'switch',
    },
  },
  {
    reason: placement,
    negatable: ['numa-cpu-mapping'],
    values: {
      'numa-cpu-mapping': 'none',
      'cpu-policy': 'words',
      'cpu-affinity': 'words',
      'cpu-set': 'words',
      'max-threads-per-group': int('threads', { min: 1, max: 64 }),
      'thread-hard-limit': int('threads', { min: 1 }),
      'thread-group': 'words',
      'tune.listener.default-shards': 'text',
      'tune.listener.multi-queue': 'text',
      'tune.takeover-other-tg-connections': 'text',
    },
  },
  {
    reason: 'addresses are resolved by the runtime',
    values: { nogetaddrinfo: 'none' },
  },
  {
    reason: 'nothing here depends on it',
    experimental: ['force-cfg-parser-pause'],
    values: {
      'insecure-setuid-wanted': 'none',
      'stress-level': 'integer',
      'profiling.tasks': 'text',
      'profiling.memory': 'switch',
      'cluster-secret': 'text',
      anonkey: 'integer',
      'force-cfg-parser-pause': 'time',
      'tune.glitches.kill.cpu-usage': 'percentage',
      'tune.streams-elasticity': elasticity,
      'tune.peers.max-updates-at-once': int('updates', { min: 1 }),
      'jwt.decrypt_alg_list': algorithmList(keyAlgorithms),
      'jwt.decrypt_enc_list': algorithmList(contentAlgorithms),
    },
  },
  {
    reason: tls,
    values: {
      noktls: 'none',
      'ssl-mode-async': 'none',
      'ssl-passphrase-cmd': 'words',
      'ssl-propquery': 'text',
      'ssl-provider': 'text',
      'ssl-provider-path': 'text',
      'tune.ssl.certificate-compression': 'text',
      'tune.ssl.force-private-cache': 'none',
      'tune.ssl.lifetime': 'time',
      'tune.ssl.ocsp-update.maxdelay': 'integer',
      'tune.ssl.ocsp-update.mindelay': 'integer',
      'ocsp-update.disable': 'switch',
      'ocsp-update.httpproxy': 'text',
      'ocsp-update.maxdelay': 'integer',
      'ocsp-update.mindelay': 'integer',
      'ocsp-update.mode': 'switch',
      'harden.reject-privileged-ports.quic': 'switch',
    },
  },
  {
    reason: 'counters live in the memory of the process, and begin anew with the next',
    values: { 'shm-stats-file': 'text', 'shm-stats-file-max-objects': 'integer' },
  },
  {
    reason: client,
    values: {
      'httpclient.resolvers.disabled': 'switch',
      'httpclient.resolvers.id': 'text',
      'httpclient.resolvers.prefer': 'family',
      'httpclient.retries': 'integer',
      'httpclient.ssl.ca-file': 'text',
      'httpclient.ssl.verify': oneOf('mode', ['none', 'required']),
      'httpclient.timeout.connect': 'time',
    },
  },
  {
    reason: 'scripts in Lua are not run',
    values: {
      'tune.lua.bool-sample-conversion': oneOf('conversion', ['normal', 'pre-3.1-bug']),
      'tune.lua.burst-timeout': 'time',
      'tune.lua.forced-yield': int('instructions', { isStrict: true }),
      'tune.lua.log.loggers': 'switch',
      'tune.lua.log.stderr': oneOf('state', ['on', 'auto', 'off']),
      'tune.lua.maxmem': int('megabytes', { isStrict: true }),
      'tune.lua.openlibs': 'text',
      'tune.lua.service-timeout': 'time',
      'tune.lua.session-timeout': 'time',
      'tune.lua.task-timeout': 'time',
    },
  },
  {
    // Settings that an engine takes over as soon as it reads them: its own keyword then stands in their place.
    reason: 'no engine reads it in this version',
    values: {
      'max-spread-checks': 'time',
      'spread-checks': 'integer',
      'tune.h1.be.glitches-threshold': 'integer',
      'tune.h1.fe.glitches-threshold': 'integer',
      'tune.h2.be.max-frames-at-once': 'integer',
      'tune.h2.be.rxbuf': 'size',
      'tune.h2.fe.rxbuf': 'size',
      'tune.idle-pool.shared': oneOf('state', ['full', 'on', 'off']),
      'tune.idletimer': 'time',
      'tune.max-checks-per-thread': 'integer',
      'tune.rcvbuf.backend': 'size',
      'tune.rcvbuf.frontend': 'size',
      'tune.sndbuf.backend': 'size',
      'tune.sndbuf.frontend': 'size',
    },
  },
]

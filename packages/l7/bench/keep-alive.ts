/**
 * A bare HTTP proxy in front of one server, without the configuration language: what layer 7 itself costs.
 *
 *   node packages/l7/bench/keep-alive.ts <listen port> <server port>
 *
 * Prints its CPU time per request every second while there is traffic; drive it with `wrk -c64`.
 */
import { BackendState, type ServerState } from '@weir/balance'
import { createSystemRandom, parseIpAddress, type SocketAddress, systemClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { createNetwork, Engine, Listener, resolveTimeouts, timeoutOptions } from '@weir/l4'
import { defaultHttpSettings, HttpBackend, HttpFrontend } from '../src/http-proxy.ts'
import { startHttpSession } from '../src/session-handler.ts'

const [listenPort = '8080', serverPort = '8081'] = process.argv.slice(2)
const address = (port: string): SocketAddress => ({
  kind: 'ip',
  address: parseIpAddress('127.0.0.1')!,
  port: Number(port),
})

const network = createNetwork({ onSinkError: (error) => console.error(error) })
const engine = new Engine({ clock: systemClock, random: createSystemRandom(), network })
engine.onContainedError = (error) => console.error(error)
const timeouts = resolveTimeouts({
  ...timeoutOptions.create(),
  clientMs: 30_000,
  serverMs: 30_000,
  connectMs: 5000,
  httpRequestMs: 10_000,
})
const state = new BackendState(
  {
    id: 3,
    name: 'b',
    guid: null,
    options: new OptionsStore(),
    usesAllBackups: false,
    persistsOnDown: false,
    redispatches: false,
    fullconn: 0,
  },
  { clock: engine.clock, random: engine.random },
)
state.addServer(
  {
    id: 1,
    hashKey: 1,
    name: 's',
    guid: null,
    address: address(serverPort),
    addressText: '127.0.0.1',
    hostName: null,
    usesClientAddress: false,
    port: Number(serverPort),
    portRule: 'fixed',
    isBackup: false,
    weight: 1,
    maxconn: 0,
    minconn: 0,
    maxqueue: 0,
    slowStartMs: 0,
    isDisabled: false,
    cookie: null,
    rise: 2,
    fall: 3,
  },
  new OptionsStore(),
)
let servers: readonly ServerState[] = []
state.setAlgorithm({
  name: 'roundrobin',
  isDynamic: true,
  needsBody: false,
  isByRequest: false,
  reset: (eligible) => {
    servers = eligible
  },
  onWeightChange() {},
  onLoadChange() {},
  choose: () => servers[0] ?? null,
})
const backend = new HttpBackend(engine, { state, id: 3, mode: 'http', timeouts }, defaultHttpSettings)
const frontend = new HttpFrontend(
  engine,
  { name: 'f', id: 2, mode: 'http', timeouts, handler: startHttpSession, defaultBackend: backend },
  defaultHttpSettings,
)
await new Listener(frontend, { listen: { address: address(listenPort), backlog: 1024 } }).start()
console.log(`${network.name} network on ${process.version}, port ${listenPort}`)
let requests = 0
let cpu = process.cpuUsage()
setInterval(() => {
  const used = process.cpuUsage(cpu)
  const done = state.counters.httpRequests - requests
  if (done > 0) {
    console.log(
      `${done} requests/s, ${((used.user + used.system) / done).toFixed(2)} µs CPU each (${(used.system / done).toFixed(2)} system)`,
    )
  }
  requests = state.counters.httpRequests
  cpu = process.cpuUsage()
}, 1000)

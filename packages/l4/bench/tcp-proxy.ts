/**
 * A bare TCP proxy on the engine: `node bench/tcp-proxy.ts <listen port> <server port> [handle|node]`. On SIGTERM it prints the
 * CPU time it took, so that a load generator in front of it can be compared with any other proxy in its place.
 */
import { BackendState } from '@weir/balance'
import { createSystemRandom, parseIpAddress, systemClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import {
  Backend,
  createNetwork,
  Engine,
  Frontend,
  Listener,
  resolveTimeouts,
  startTcpStream,
  timeoutOptions,
} from '../src/index.ts'
import { FirstWithRoom, serverDefaults } from '../src/testing/proxy-fixture.ts'

const [listenPort, serverPort, kind] = process.argv.slice(2)
const address = parseIpAddress('127.0.0.1')!
const network = createNetwork(kind === 'node' ? { kind } : {})
const clock = systemClock
const random = createSystemRandom()
const engine = new Engine({ clock, random, network })
engine.onContainedError = (error) => console.error(error)
const options = new OptionsStore()
const state = new BackendState(
  {
    id: 2,
    name: 'be',
    guid: null,
    options,
    usesAllBackups: false,
    persistsOnDown: false,
    redispatches: false,
    fullconn: 0,
  },
  { clock, random },
)
const port = Number(serverPort)
state.addServer({ ...serverDefaults(0), address: { kind: 'ip', address, port }, port }, options)
state.setAlgorithm(new FirstWithRoom())
const timeouts = resolveTimeouts({ ...timeoutOptions.create(), clientMs: 10_000, serverMs: 10_000, connectMs: 5000 })
const backend = new Backend(engine, { state, id: 2, mode: 'tcp', timeouts })
const frontend = new Frontend(engine, {
  name: 'fe',
  id: 1,
  mode: 'tcp',
  timeouts,
  handler: startTcpStream,
  defaultBackend: backend,
})
new Listener(frontend, { listen: { address: { kind: 'ip', address, port: Number(listenPort) }, backlog: 1024 } })
await frontend.start()
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage()
  console.log(
    JSON.stringify({
      network: network.name,
      userMs: user / 1000,
      systemMs: system / 1000,
      bytesOut: frontend.counters.bytesOut,
      errors: engine.containedErrors,
    }),
  )
  process.exit(0)
})

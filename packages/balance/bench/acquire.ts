/** Time of one acquire and release, by algorithm and number of servers. Run: `node packages/balance/bench/acquire.ts`. */
import { createRandom, VirtualClock } from '@weir/base'
import { type Binder, OptionsStore } from '@weir/keyword'
import { leastconn } from '../src/algorithms/leastconn.ts'
import { random } from '../src/algorithms/random.ts'
import { roundrobin } from '../src/algorithms/roundrobin.ts'
import { type AlgorithmFactory, BackendState, createHashed, defaultHashSettings, type Waiter } from '../src/index.ts'

const rounds = 300_000
const none = undefined as unknown as Binder
let turn = 0
const keyed = createHashed('hash', () => `user-${turn++ % 1000}`)
const cases: readonly (readonly [string, AlgorithmFactory, 'map-based' | 'consistent'])[] = [
  ['roundrobin', roundrobin.create([], none), 'map-based'],
  ['leastconn', leastconn.create([], none), 'map-based'],
  ['random(2)', random.create([2], none), 'map-based'],
  ['map-based hash', keyed, 'map-based'],
  ['consistent hash', keyed, 'consistent'],
]

for (const count of [3, 10, 100]) {
  for (const [name, create, method] of cases) {
    const clock = new VirtualClock()
    const source = createRandom(1)
    const backend = new BackendState(
      {
        id: 1,
        name: 'be',
        guid: null,
        options: new OptionsStore(),
        usesAllBackups: false,
        persistsOnDown: false,
        redispatches: false,
        fullconn: 0,
      },
      { clock, random: source },
    )
    for (let index = 1; index <= count; index++) {
      backend.addServer(
        {
          id: index,
          hashKey: index,
          name: `s${index}`,
          guid: null,
          address: null,
          addressText: '',
          hostName: null,
          usesClientAddress: false,
          port: 80,
          portRule: 'fixed',
          isBackup: false,
          weight: 1 + (index % 5),
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
    }
    backend.setAlgorithm(create({ random: source, hash: { ...defaultHashSettings, method } }))
    const waiter: Waiter = {
      context: { clock, random: source },
      preferredServer: null,
      excludedServer: null,
      forcesPersistence: false,
      priorityClass: 0,
      priorityOffsetMs: 0,
      queueEntry: null,
      onServer() {},
    }
    const run = (): void => {
      for (let round = 0; round < rounds; round++) {
        const server = backend.acquire(waiter)
        if (typeof server !== 'string') backend.release(server)
      }
    }
    run()
    const start = performance.now()
    run()
    const nanoseconds = ((performance.now() - start) * 1e6) / rounds
    process.stdout.write(`${name}, ${count} servers: ${nanoseconds.toFixed(0)} ns\n`)
  }
}

import { createRandom, parseIpAddress, type SocketAddress, TimerQueue, VirtualClock } from '@weir/base'
import { MemoryNetwork } from '../network/memory.ts'
import { MemoryDatagrams } from '../resolvers/memory-datagrams.ts'
import { type NameserverLine, type ResolversOptions, resolversOptions } from '../resolvers/options.ts'
import { type AcceptedFamilies, Resolvers } from '../resolvers/resolvers.ts'
import { Zone } from './zone.ts'

/** A `resolvers` section on a virtual clock, with name servers `ns1`, `ns2` … in memory, each with a zone. */
export class ResolversFixture {
  readonly clock = new VirtualClock()
  readonly network = new MemoryNetwork(this.clock)
  readonly datagrams = new MemoryDatagrams(this.clock)
  readonly zones: readonly Zone[]
  readonly resolvers: Resolvers
  families: AcceptedFamilies = { ipv4: true, ipv6: true }

  constructor(options: Partial<ResolversOptions> = {}, nameserverCount = 1) {
    this.zones = Array.from({ length: nameserverCount }, () => new Zone())
    const nameservers = this.zones.map((zone, index) => {
      const line = testNameserver(index + 1)
      this.datagrams.serve(line.address, (message, reply) => {
        const answer = zone.answer(message)
        if (answer !== null) reply(answer)
      })
      return line
    })
    const settings = { ...resolversOptions.create(), retryTimeoutMs: 200, resolveTimeoutMs: 300, retries: 2 }
    this.resolvers = new Resolvers(
      'd',
      { ...settings, nameservers, ...options },
      {
        clock: this.clock,
        timers: new TimerQueue(this.clock),
        random: createRandom(5),
        network: this.network,
        datagrams: this.datagrams,
        acceptedFamilies: () => this.families,
      },
    )
  }

  get zone(): Zone {
    return this.zones[0]!
  }
}

/** Name server number `index` of a test: `10.53.0.<index>:53`. */
export function testNameserver(index: number, isStream = false): NameserverLine {
  const address: SocketAddress = { kind: 'ip', address: parseIpAddress(`10.53.0.${index}`)!, port: 53 }
  const span = { file: 'test', line: index, column: 0, length: 1 }
  return { name: `ns${index}`, address, isStream, source: null, span }
}

import type { SocketAddress } from '@weir/base'
import { PeerGroup, type PeerLine, type PeersOptions, peerOptions, peersOptions, processOptions } from '@weir/control'
import type { SectionModel } from '@weir/keyword'
import {
  type BindLine,
  Frontend,
  Listener,
  listenersOf,
  processOptions as listeningOptions,
  loadedServerTls,
  resolveTimeouts,
  timeoutOptions,
} from '@weir/l4'
import { type StickTable, sharedTables, stickOptions, type TableDefinition } from '@weir/stick-table'
import type { Assembly } from './assembly.ts'
import { listenerDefaults } from './listeners.ts'

/** The peers of each section that names this process, with the listener of each. */
export class PeerGroups {
  readonly all: readonly PeerGroup[]
  readonly frontends: readonly Frontend[]
  readonly #assembly: Assembly
  readonly #lines = new Map<PeerGroup, readonly PeerLine[]>()

  constructor(assembly: Assembly) {
    this.#assembly = assembly
    const { engine, model, localPeer } = assembly.settings
    const localName = localPeer ?? model.global.options.get(processOptions).localPeer ?? engine.hostName
    const groups: PeerGroup[] = []
    const frontends: Frontend[] = []
    for (const section of model.sections) {
      const options = section.options.get(peersOptions)
      if (section.kind !== 'peers' || options.isDisabled) continue
      const local = options.peers.find(({ name }) => name === localName)
      if (local === undefined) continue
      const group = this.#build(section, localName)
      groups.push(group)
      const frontend = this.#listen(group, local, options)
      if (frontend !== null) frontends.push(frontend)
      this.#lines.set(group, options.peers)
    }
    this.all = groups
    this.frontends = frontends
  }

  /** How many peers there are, and how many of them are connected. */
  counts(): { readonly active: number; readonly connected: number } {
    const remote = this.all.flatMap(({ peers }) => peers.filter((peer) => !peer.isLocal))
    return { active: remote.length, connected: remote.filter((peer) => peer.session?.conversation != null).length }
  }

  /** Looks up the host names of peers. The assembly tells which names stay unknown. */
  async resolveNames(): Promise<void> {
    const { lookup } = this.#assembly.settings
    for (const [group, lines] of this.#lines) {
      for (const [index, { address }] of lines.entries()) {
        // Names need not be unique, lines are.
        const peer = group.peers[index]
        if (peer === undefined || peer.address !== null || address?.hostName == null) continue
        const found = await lookup(address.hostName, address.family)
        if (found !== null) peer.address = { kind: 'ip', address: found, port: address.port }
      }
    }
  }

  start(): void {
    for (const group of this.all) group.start()
  }

  handOver(): void {
    this.unbind()
    for (const group of this.all) group.handOver()
  }

  stop(): void {
    for (const group of this.all) group.stop()
  }

  unbind(): void {
    for (const frontend of this.frontends) for (const listener of frontend.listeners) listener.stop()
  }

  #build(section: SectionModel, localName: string): PeerGroup {
    const { settings, tables } = this.#assembly
    const { peers, shardCount, bindLine } = section.options.get(peersOptions)
    const own = bindLine?.addresses[0]
    const bound = own?.kind === 'socket' ? own.address : null
    return new PeerGroup({
      name: section.name,
      engine: settings.engine,
      localName,
      peers: peers.map(({ name, address, options }) => ({
        name,
        address: address?.address ?? (name === localName ? bound : null),
        shard: options.get(peerOptions).shard,
        tls: options.get(loadedServerTls).settings,
      })),
      tables: this.#tablesOf(section),
      shardCount,
      waitsForFormer: settings.succeeds,
      tableOf: (definition) => tables.of(definition as TableDefinition),
    })
  }

  #tablesOf(section: SectionModel): readonly StickTable[] {
    const { model } = this.#assembly.settings
    const used = model.proxies.flatMap(({ options, isDisabled }) => {
      const { table } = options.get(stickOptions)
      return !isDisabled && table?.peers?.target === section ? [table] : []
    })
    return [...section.options.get(sharedTables).tables, ...used].map((table) => this.#assembly.tables.of(table))
  }

  /** The listener of the `bind` line, or of the local peer's own address. Null: there is neither. */
  #listen(group: PeerGroup, local: PeerLine, { bindLine, peerListener }: PeersOptions): Frontend | null {
    const { engine, model } = this.#assembly.settings
    const address: SocketAddress | null = local.address?.address ?? null
    const line: BindLine | null =
      bindLine !== null && bindLine.addresses.length > 0
        ? bindLine
        : address === null
          ? null
          : {
              text: local.address!.text,
              addresses: [{ kind: 'socket', address, isV6: address.kind === 'ip' && address.address.family === 6 }],
              options: (bindLine ?? peerListener)?.options ?? local.options,
              span: local.span,
            }
    if (line === null) return null
    const frontend = new Frontend(engine, {
      name: group.name,
      id: 0,
      mode: 'tcp',
      timeouts: resolveTimeouts(model.global.options.get(timeoutOptions)),
      handler: (session) => group.accept(session),
    })
    const { reusesPorts } = model.global.options.get(listeningOptions)
    for (const settings of listenersOf(line, listenerDefaults({ backlog: null, reusesPorts }))) {
      new Listener(frontend, settings)
    }
    return frontend
  }
}

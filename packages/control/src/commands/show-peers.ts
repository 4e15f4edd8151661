import { formatSocketAddress } from '@weir/base'
import { type Column, dataTypes } from '@weir/stick-table'
import { defineRuntimeCommand } from '../command.ts'
import type { Peer } from '../peers/peer.ts'
import type { PeerGroup } from '../peers/peer-group.ts'

/** Sections of peers, who is connected, and how far each has been told. Management manual 9.3. */
export const showPeers = defineRuntimeCommand({
  name: 'show peers',
  usage: 'show peers [dict|-] [section]',
  summary: 'Dump some information about all the peers or this peers section.',
  level: 'user',
  run({ args, view }) {
    const [wanted] = args[0] === 'dict' || args[0] === '-' ? args.slice(1) : args
    const nowMs = view.engine.clock.nowMs()
    const groups = view.peerGroups.filter(({ name }) => wanted === undefined || name === wanted)
    if (wanted !== undefined && groups.length === 0) return 'No such peers\n'
    return groups.map((group) => `${groupLines(group, view.startedWallMs, nowMs)}\n`).join('')
  },
})

function groupLines(group: PeerGroup, startedWallMs: number, nowMs: number): string {
  const date = new Date(startedWallMs)
  const month = date.toLocaleString('en-US', { month: 'short' })
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${two(date.getDate())}/${month}/${date.getFullYear()}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const head = `[${day}:${time}] id=${group.name} disabled=0 resync=${group.resyncState.replace(' ', '-')}\n`
  return head + group.peers.map((peer) => peerLines(peer, nowMs)).join('')
}

function seconds(fromMs: number | null, toMs: number | null): string {
  if (fromMs === null || toMs === null) return '<NEVER>'
  return toMs <= fromMs ? '<PAST>' : `${Math.floor((toMs - fromMs) / 1000)}s`
}

function peerLines(peer: Peer, nowMs: number): string {
  const { session } = peer
  const conversation = session?.conversation ?? null
  const kind = `${peer.isLocal ? 'local' : 'remote'},${conversation === null ? 'inactive' : 'active'}`
  const address = peer.address === null ? '-' : formatSocketAddress(peer.address)
  const status =
    conversation !== null ? 'ESTA' : session !== null ? 'CONN' : peer.lastStatus === 0 ? 'NONE' : peer.lastStatus
  const lines = [
    `  id=${peer.name}(${kind}) addr=${address} last_status=${status} last_hdshk=${seconds(peer.greetedAtMs, nowMs)}`,
    `        reconnect=${seconds(nowMs, peer.reconnectAtMs)} tx_hbt=${conversation?.heartbeatsSent ?? 0} rx_hbt=${conversation?.heartbeatsReceived ?? 0} new_conn=${peer.connectionCount} proto_err=${conversation?.errors ?? 0}`,
    '        shared tables:',
  ]
  for (const { shared, remote, lastAcknowledgedId, lastPushedId, lastReceivedId, pending } of peer.tables) {
    const { table, id } = shared
    const bits = table.columns.reduce(
      (sum, { type, index }: Column) => sum + (index > 0 ? 0 : 2 ** dataTypes.indexOf(type)),
      0,
    )
    lines.push(
      `          local_id=${id} remote_id=${remote?.id ?? 0} local_data=0x${bits.toString(16)}`,
      `              last_acked=${lastAcknowledgedId} last_pushed=${lastPushedId} last_get=${lastReceivedId} pending=${pending.size}`,
      `              table: id=${table.name} used=${table.used}`,
    )
  }
  return `${lines.join('\n')}\n`
}

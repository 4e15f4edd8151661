import { formatSocketAddress } from '@weir/base'
import type { Stream } from '@weir/l4'
import { type CommandCall, defineRuntimeCommand, failure } from '../command.ts'
import { findStream } from '../process-view.ts'

const usage = `Usage: show sess [<id>|all|help] [<options>*]
  <id>                    : shows one session in detail
  all                     : shows all sessions in detail
  help                    : this text
  older <delay>           : only those older than this, in seconds unless a unit is given
  server <backend>/<name> : only those on this server
  backend <name>          : only those of this backend
  frontend <name>         : only those of this frontend
  show-uri                : accepted; the request line is not kept
`

interface Selection {
  readonly olderThanMs: number
  readonly server: string | null
  readonly backend: string | null
  readonly frontend: string | null
}

/** Management manual 9.3; the short line has the fields of 3.1. */
export const showSess = defineRuntimeCommand({
  name: 'show sess',
  usage: 'show sess [help|<id>|all] [opts...]',
  summary: 'Report the list of current streams or dump this exact stream.',
  level: 'operator',
  run(call) {
    const [first, ...options] = call.args
    if (first === 'help') return usage
    if (first?.startsWith('0x') === true) {
      const stream = findStream(call.view, first)
      return stream === null ? failure('Session not found.') : detail(stream)
    }
    const isDetailed = first === 'all'
    const selection = readSelection(isDetailed ? options : call.args)
    if (selection === null) return failure(`Unknown option.\n${usage.trimEnd()}`)
    return dump(call, selection, isDetailed ? detail : line)
  },
})

function readSelection(words: readonly string[]): Selection | null {
  const selection = { olderThanMs: 0, server: null, backend: null, frontend: null } as {
    -readonly [K in keyof Selection]: Selection[K]
  }
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (word === 'show-uri' || word === 'susp') continue
    const value = words[++index]
    if (value === undefined) return null
    if (word === 'older') selection.olderThanMs = Number.parseInt(value, 10) * 1000
    else if (word === 'server' || word === 'backend' || word === 'frontend') selection[word] = value
    else return null
  }
  return Number.isNaN(selection.olderThanMs) ? null : selection
}

function* dump(call: CommandCall, selection: Selection, write: (stream: Stream) => string): Generator<string> {
  const nowMs = call.view.engine.clock.nowMs()
  for (const stream of [...call.view.engine.streams]) {
    if (nowMs - stream.startedAtMs < selection.olderThanMs) continue
    if (selection.frontend !== null && stream.frontend.name !== selection.frontend) continue
    if (selection.backend !== null && stream.backend?.name !== selection.backend) continue
    if (selection.server !== null && serverName(stream) !== selection.server) continue
    yield write(stream)
  }
}

/** Streams are numbered from 0, but nothing is called `0x0`. */
const referenceOf = (stream: Stream): string => `0x${(stream.id + 1).toString(16)}`

const serverName = (stream: Stream): string =>
  stream.server === null ? '<none>' : `${stream.server.backend.name}/${stream.server.name}`

function age(stream: Stream): string {
  const seconds = Math.floor((stream.clock.nowMs() - stream.startedAtMs) / 1000)
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return `${days}d${hours}h`
  if (hours > 0) return `${hours}h${minutes}m`
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`
}

function protocol(stream: Stream): string {
  const address = stream.session.connection.remoteAddress
  if (address === null || address.kind === 'unix') return 'unix_stream'
  return address.address.family === 4 ? 'tcpv4' : 'tcpv6'
}

function source(stream: Stream): string {
  const address = stream.session.sourceAddress
  return address === null ? 'unix:1' : formatSocketAddress(address)
}

/** What is JavaScript's own (task addresses, flags) has no counterpart and is left out. */
function line(stream: Stream): string {
  const backend = stream.backend?.name ?? '<NONE>'
  const server = stream.server?.name ?? '<none>'
  return `${referenceOf(stream)}: proto=${protocol(stream)} src=${source(stream)} fe=${stream.frontend.name} be=${backend} srv=${server} age=${age(stream)} rq[i=${stream.bytesIn}] rp[i=${stream.bytesOut}] rc=${stream.retries}\n`
}

function detail(stream: Stream): string {
  const { frontend, backend, server, session } = stream
  const date = new Date(stream.startedWallMs).toISOString().replace('T', ' ').replace('Z', '')
  return `${referenceOf(stream)}: [${date}] id=${stream.id} proto=${protocol(stream)} source=${source(stream)}
  conn_retries=${stream.retries} age=${age(stream)} phase=${phase(stream)}
  frontend=${frontend.name} (id=${frontend.id} mode=${frontend.mode}), listener=${session.listener.name ?? '?'} (id=${session.listener.id})
  backend=${backend?.name ?? '<NONE>'} (id=${backend?.id ?? -1} mode=${backend?.mode ?? '-'})
  server=${server?.name ?? '<NONE>'} (id=${server?.id ?? -1})
  req=bytes=${stream.bytesIn} waiting=${stream.requestBuffer?.length ?? 0}
  res=bytes=${stream.bytesOut} waiting=${stream.responseBuffer?.length ?? 0}
`
}

function phase(stream: Stream): string {
  if (stream.closedAtMs >= 0) return 'closed'
  if (stream.responseAtMs >= 0) return 'data'
  if (stream.connectedAtMs >= 0) return 'response'
  if (stream.serverAssignedAtMs >= 0) return 'connect'
  return stream.requestAtMs >= 0 ? 'queue' : 'request'
}

import type { Frontend } from '@weir/l4'
import type { PatternSet } from '@weir/sample'
import type { ProcessView } from '../process-view.ts'
import type { FieldType, FieldValue } from './fields.ts'
import { tagNames } from './write.ts'

/** One line of `show info`. */
export interface InfoField {
  readonly name: string
  readonly tags: string
  readonly type: FieldType
  readonly description: string
  read(view: ProcessView): FieldValue
  /** With fractions, for `show info float`; absent where the value has none. */
  readExact?(view: ProcessView): number
}

function field(
  name: string,
  tags: string,
  type: FieldType,
  description: string,
  read: (view: ProcessView) => FieldValue,
  readExact?: (view: ProcessView) => number,
): InfoField {
  return { name, tags, type, description, read, ...(readExact === undefined ? {} : { readExact }) }
}

const limited = (value: number): number => (Number.isFinite(value) ? value : 0)
const uptimeSeconds = (view: ProcessView): number => view.engine.uptimeMs / 1000
const now = (view: ProcessView): number => view.engine.clock.nowMs()

const frontendsOf = (view: ProcessView): Frontend[] => view.proxies.flatMap(({ frontend }) => frontend ?? [])

/** Requests of all frontends: HTTP requests, and in TCP mode connections. */
function totalRequests(view: ProcessView): number {
  let total = 0
  for (const { http, frontend } of view.proxies)
    total += http?.totalRequests ?? frontend?.counters.totalConnections ?? 0
  return total
}

/** The highest of what frontends have seen; no counter is kept for the process as a whole. */
function highest(view: ProcessView, read: (counters: Frontend['counters']) => number): number {
  let most = 0
  for (const { counters } of frontendsOf(view)) most = Math.max(most, read(counters))
  return most
}

function listenerCount(view: ProcessView): number {
  let count = view.sockets.length
  for (const frontend of frontendsOf(view)) count += frontend.listeners.filter(({ socket }) => socket !== null).length
  return count
}

function uptimeText(view: ProcessView): string {
  const seconds = Math.floor(uptimeSeconds(view))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600) % 24
  return `${Math.floor(seconds / 86400)}d ${hours}h${two(Math.floor(seconds / 60) % 60)}m${two(seconds % 60)}s`
}

/** Numbers of the lines in typed output. Those that have no line keep their number. */
const names = [
  'Name',
  'Version',
  'Release_date',
  'Nbthread',
  'Nbproc',
  'Process_num',
  'Pid',
  'Uptime',
  'Uptime_sec',
  'Memmax_MB',
  'PoolAlloc_MB',
  'PoolUsed_MB',
  'PoolFailed',
  'Ulimit-n',
  'Maxsock',
  'Maxconn',
  'Hard_maxconn',
  'CurrConns',
  'CumConns',
  'CumReq',
  'MaxSslConns',
  'CurrSslConns',
  'CumSslConns',
  'Maxpipes',
  'PipesUsed',
  'PipesFree',
  'ConnRate',
  'ConnRateLimit',
  'MaxConnRate',
  'SessRate',
  'SessRateLimit',
  'MaxSessRate',
  'SslRate',
  'SslRateLimit',
  'MaxSslRate',
  'SslFrontendKeyRate',
  'SslFrontendMaxKeyRate',
  'SslFrontendSessionReuse_pct',
  'SslBackendKeyRate',
  'SslBackendMaxKeyRate',
  'SslCacheLookups',
  'SslCacheMisses',
  'CompressBpsIn',
  'CompressBpsOut',
  'CompressBpsRateLim',
  'ZlibMemUsage',
  'MaxZlibMemUsage',
  'Tasks',
  'Run_queue',
  'Idle_pct',
  'node',
  'description',
  'Stopping',
  'Jobs',
  'Unstoppable Jobs',
  'Listeners',
  'ActivePeers',
  'ConnectedPeers',
  'DroppedLogs',
  'BusyPolling',
  'FailedResolutions',
  'TotalBytesOut',
  'TotalSplicedBytesOut',
  'BytesOutRate',
  'DebugCommandsIssued',
  'CumRecvLogs',
  'Build info',
  'Memmax_bytes',
  'PoolAlloc_bytes',
  'PoolUsed_bytes',
  'Start_time_sec',
  'Tainted',
  'TotalWarnings',
  'MaxconnReached',
  'BootTime_ms',
  'Niced_tasks',
  'CurrStreams',
  'CumStreams',
  'BlockedTrafficWarnings',
  'PatternsAdded',
  'PatternsFreed',
  'NbThreadGroups',
]

/** All lines in their order (management manual 9.3, `show info`). Null: this process does not know; no line. */
export const infoFields: readonly InfoField[] = [
  field('Name', 'POS', 'str', 'Name of the product', (view) => view.productName),
  field('Version', 'POS', 'str', 'Version of the product', (view) => view.version),
  field('Release_date', 'POS', 'str', 'Date of the version', (view) => view.releaseDate),
  field('Nbthread', 'CGS', 'u32', 'Threads', (view) => view.threadCount),
  field('Nbproc', 'CGS', 'u32', 'Processes, always 1', () => 1),
  field('Process_num', 'KGP', 'u32', 'Number of the process, always 1', () => 1),
  field('Pid', 'SGP', 'u32', 'Identifier of the process', (view) => view.engine.processId),
  field('Uptime', 'MDP', 'str', 'Time since the start', uptimeText),
  field(
    'Uptime_sec',
    'MDP',
    'u32',
    'Seconds since the start',
    (view) => Math.floor(uptimeSeconds(view)),
    uptimeSeconds,
  ),
  field('Memmax_MB', 'CLP', 'u32', 'Limit of memory in megabytes', (view) => view.limits.memoryMb ?? 0),
  field('PoolAlloc_MB', 'MGP', 'u32', 'Memory allocated in megabytes', () =>
    Math.floor(memoryBytes().allocated / 1048576),
  ),
  field('PoolUsed_MB', 'MGP', 'u32', 'Memory used in megabytes', () => Math.floor(memoryBytes().used / 1048576)),
  field('PoolFailed', 'MCP', 'u32', 'Allocations that failed: a process that meets one ends', () => 0),
  field('Ulimit-n', 'CLP', 'u32', 'Limit of open files', (view) => view.limits.files),
  field('Maxsock', 'CLP', 'u32', 'Limit of sockets', (view) => view.limits.files),
  field('Maxconn', 'CLP', 'u32', 'Limit of connections', (view) => limited(view.engine.maxConnections)),
  field('Hard_maxconn', 'CLP', 'u32', 'Limit of connections at the start', (view) =>
    limited(view.limits.maxConnections),
  ),
  field('CurrConns', 'MGP', 'u32', 'Connections open', (view) => view.engine.currentConnections),
  field('CumConns', 'MCP', 'u32', 'Connections since the start', (view) => view.engine.totalConnections),
  field('CumReq', 'MCP', 'u32', 'Requests since the start', totalRequests),
  field('MaxSslConns', 'MMP', 'u32', 'Limit of TLS connections, 0 for none', (view) => view.tls?.maxConnections ?? 0),
  field('CurrSslConns', 'MGP', 'u32', 'TLS connections open', (view) => view.tls?.currentConnections ?? 0),
  field('CumSslConns', 'MCP', 'u32', 'TLS connections since the start', (view) => view.tls?.totalConnections ?? 0),
  field('Maxpipes', 'CLP', 'u32', 'Limit of pipes for splicing, which is not done', () => 0),
  field('PipesUsed', 'MGP', 'u32', 'Pipes in use', () => 0),
  field('PipesFree', 'MGP', 'u32', 'Pipes that are free', () => 0),
  field('ConnRate', 'MRP', 'u32', 'Connections in the last second', (view) =>
    view.engine.connectionRate.read(now(view)),
  ),
  field('ConnRateLimit', 'CLP', 'u32', 'Limit of connections a second', (view) =>
    limited(view.engine.maxConnectionsPerSecond),
  ),
  field('MaxConnRate', 'MMP', 'u32', 'Most connections ever in a second of one frontend', (view) =>
    highest(view, ({ maximumConnectionRate }) => maximumConnectionRate),
  ),
  field('SessRate', 'MRP', 'u32', 'Sessions in the last second', (view) => view.engine.sessionRate.read(now(view))),
  field('SessRateLimit', 'CLP', 'u32', 'Limit of sessions a second', (view) =>
    limited(view.engine.maxSessionsPerSecond),
  ),
  field('MaxSessRate', 'MRP', 'u32', 'Most sessions ever in a second of one frontend', (view) =>
    highest(view, ({ maximumSessionRate }) => maximumSessionRate),
  ),
  field('SslRate', 'MRP', 'u32', 'TLS connections in the last second', (view) => view.tls?.connectionRate ?? 0),
  field(
    'SslRateLimit',
    'CLP',
    'u32',
    'Limit of TLS connections a second',
    (view) => view.tls?.connectionRateLimit ?? 0,
  ),
  field(
    'MaxSslRate',
    'MMP',
    'u32',
    'Most TLS connections ever in a second',
    (view) => view.tls?.maximumConnectionRate ?? 0,
  ),
  field(
    'SslFrontendKeyRate',
    'MGP',
    'u32',
    'TLS keys made for clients in the last second',
    (view) => view.tls?.frontendKeyRate ?? 0,
  ),
  field(
    'SslFrontendMaxKeyRate',
    'MMP',
    'u32',
    'Most TLS keys ever made for clients in a second',
    (view) => view.tls?.maximumFrontendKeyRate ?? 0,
  ),
  field(
    'SslFrontendSessionReuse_pct',
    'MGP',
    'u32',
    'TLS connections of clients that needed no key, in percent',
    (view) => view.tls?.frontendReusePercent ?? 0,
  ),
  field(
    'SslBackendKeyRate',
    'MRP',
    'u32',
    'TLS keys made for servers in the last second',
    (view) => view.tls?.backendKeyRate ?? 0,
  ),
  field(
    'SslBackendMaxKeyRate',
    'MMP',
    'u32',
    'Most TLS keys ever made for servers in a second',
    (view) => view.tls?.maximumBackendKeyRate ?? 0,
  ),
  field('SslCacheLookups', 'MCP', 'u32', 'Look-ups of TLS sessions', (view) => view.tls?.cacheLookups ?? 0),
  field('SslCacheMisses', 'MCP', 'u32', 'TLS sessions that were not found', (view) => view.tls?.cacheMisses ?? 0),
  field(
    'CompressBpsIn',
    'MRP',
    'u32',
    'Bytes given to the compressor in the last second',
    (view) => view.compressionRates?.bytesIn ?? 0,
  ),
  field(
    'CompressBpsOut',
    'MRP',
    'u32',
    'Bytes from the compressor in the last second',
    (view) => view.compressionRates?.bytesOut ?? 0,
  ),
  field(
    'CompressBpsRateLim',
    'CLP',
    'u32',
    'Limit of bytes from the compressor a second',
    (view) => view.compressionRates?.limit ?? 0,
  ),
  field('Tasks', 'MGP', 'u32', 'Timers and streams', (view) => view.engine.timers.size + view.engine.streams.size),
  field('Run_queue', 'MGP', 'u32', 'Streams that wait for a slot', (view) => view.engine.waitingForSlot.size),
  field('Idle_pct', 'MaP', 'u32', 'Time spent waiting since the start, in percent', () =>
    Math.round(100 * (1 - performance.eventLoopUtilization().utilization)),
  ),
  field('node', 'COS', 'str', 'Name of the node', (view) => view.nodeName),
  field('description', 'COS', 'str', 'Description of the node', (view) => view.description),
  field('Stopping', 'MGP', 'u32', '1 while the process is stopping', (view) => (view.isStopping ? 1 : 0)),
  field(
    'Jobs',
    'MGP',
    'u32',
    'Connections and listeners',
    (view) => view.engine.currentConnections + listenerCount(view),
  ),
  field('Unstoppable Jobs', 'MGP', 'u32', 'Jobs that outlive a stop', () => 0),
  field('Listeners', 'MGP', 'u32', 'Listeners that accept', listenerCount),
  field('ActivePeers', 'MGP', 'u32', 'Peers that are synchronised', (view) => view.peers?.active ?? 0),
  field('ConnectedPeers', 'MGP', 'u32', 'Peers that are connected', (view) => view.peers?.connected ?? 0),
  field('DroppedLogs', 'MGP', 'u32', 'Messages that could not be sent', (view) => view.logCounters.dropped),
  field('BusyPolling', 'MGP', 'u32', '1 with busy polling, which is never done', () => 0),
  field('FailedResolutions', 'MGP', 'u32', 'Names that could not be resolved', (view) => view.failedResolutions),
  field('TotalBytesOut', 'MGP', 'u64', 'Bytes sent since the start', (view) => view.totalBytesOut),
  field('TotalSplicedBytesOut', 'MGP', 'u64', 'Bytes sent by kernel splicing, which is not done', () => 0),
  field('BytesOutRate', 'MRP', 'u64', 'Bytes sent in the last second', (view) => view.bytesOutRate),
  field('DebugCommandsIssued', 'MGP', 'u32', 'Debugging commands, of which there are none', () => 0),
  field('CumRecvLogs', 'MCP', 'u32', 'Messages received for forwarding', (view) => view.receivedLogs),
  field('Build info', 'POS', 'str', 'Version of the build', (view) => view.version),
  field('Memmax_bytes', 'CLP', 'u32', 'Limit of memory in bytes', (view) => (view.limits.memoryMb ?? 0) * 1048576),
  field('PoolAlloc_bytes', 'MGP', 'u64', 'Memory allocated in bytes', () => memoryBytes().allocated),
  field('PoolUsed_bytes', 'MGP', 'u64', 'Memory used in bytes', () => memoryBytes().used),
  field(
    'Start_time_sec',
    'MDP',
    'u32',
    'Time of the start in seconds since 1970',
    (view) => Math.floor(view.startedWallMs / 1000),
    (view) => view.startedWallMs / 1000,
  ),
  field('Tainted', 'SGP', 'str', 'Experimental features in use', () => '0'),
  field('TotalWarnings', 'MCP', 'u32', 'Warnings since the start', (view) => view.warningCount),
  field(
    'MaxconnReached',
    'MCP',
    'u32',
    'Times that the limit of connections was reached',
    (view) => view.engine.limitReachedCount,
  ),
  field('BootTime_ms', 'MDP', 'u32', 'Milliseconds that starting took', (view) => view.bootTimeMs),
  field('Niced_tasks', 'MGP', 'u32', 'Tasks with a changed priority, of which there are none', () => 0),
  field('CurrStreams', 'MGP', 'u32', 'Streams under way', (view) => view.engine.streams.size),
  field('CumStreams', 'MCP', 'u32', 'Streams since the start', (view) => view.engine.streamCount),
  field(
    'BlockedTrafficWarnings',
    'MCP',
    'u32',
    'Times that the data path was held up',
    (view) => view.blockedTrafficWarnings,
  ),
  field('PatternsAdded', 'MCP', 'u32', 'Patterns added to lists', (view) =>
    patternCount(view, (set) => set.addedCount),
  ),
  field('PatternsFreed', 'MCP', 'u32', 'Patterns removed from lists', (view) =>
    patternCount(view, (set) => set.addedCount - set.size),
  ),
  field('NbThreadGroups', 'CGS', 'u32', 'Groups of threads', (view) => view.threadGroupCount),
]

function patternCount(view: ProcessView, read: (set: PatternSet) => number): number {
  let total = 0
  for (const set of view.patterns?.sets() ?? []) total += read(set)
  return total
}

function memoryBytes(): { readonly allocated: number; readonly used: number } {
  const { heapTotal, heapUsed, external } = process.memoryUsage()
  return { allocated: heapTotal + external, used: heapUsed + external }
}

export interface InfoForm {
  readonly layout: 'plain' | 'typed' | 'json'
  readonly hasDescriptions: boolean
  readonly isExact: boolean
}

/** The answer to `show info`. */
export function writeInfo(view: ProcessView, form: InfoForm): string {
  const items: string[] = []
  for (const entry of infoFields) {
    const exact = form.isExact ? entry.readExact?.(view) : undefined
    const value = exact === undefined ? entry.read(view) : exact.toFixed(6)
    if (value === null) continue
    const type = exact === undefined ? entry.type : 'flt'
    items.push(writeItem(entry, names.indexOf(entry.name), type, value, form))
  }
  return form.layout === 'json' ? `[${items.join(',')}]\n` : items.join('')
}

function writeItem(
  entry: InfoField,
  position: number,
  type: FieldType,
  value: string | number,
  { layout, hasDescriptions }: InfoForm,
): string {
  const description = hasDescriptions ? `:"${entry.description}"` : ''
  switch (layout) {
    case 'plain':
      return `${entry.name}: ${value}${description}\n`
    case 'typed':
      return `${position}.${entry.name}.1:${entry.tags}:${type}:${value}${description}\n`
    case 'json':
      return JSON.stringify({
        field: { pos: position, name: entry.name },
        processNum: 1,
        tags: tagNames(entry.tags),
        value: { type, value: type === 'flt' ? Number(value) : value },
      })
  }
}

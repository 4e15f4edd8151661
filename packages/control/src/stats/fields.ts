import type { ServerState, TrafficCounters } from '@weir/balance'
import { formatSocketAddress } from '@weir/base'
import type { CompressionCounters, ProxyView } from '../process-view.ts'
import {
  type BackendRow,
  type FrontendRow,
  type ListenerRow,
  objectKinds,
  rowId,
  rowName,
  type ServerRow,
  type StatRow,
} from './row.ts'
import { serverStatus } from './status.ts'

/** How a value is written: unsigned and signed integers, or text. */
export type FieldType = 'u32' | 'u64' | 's32' | 'str' | 'flt'

/** Null: the object has no such value; its cell is empty and its typed line absent. */
export type FieldValue = string | number | null

/**
 * One column of statistics. `tags` are origin (Metric, Status, Key, Config, Product), nature (Age, average, Counter,
 * Duration, Gauge, Limit, Max, miN, Name, Output, Rate, Time) and scope (Process, Service), as the typed output prints.
 */
export interface StatField {
  readonly name: string
  readonly tags: string
  readonly type: FieldType
  readonly description: string
  read(row: StatRow): FieldValue
}

type Readers = {
  readonly frontend?: (row: FrontendRow) => FieldValue
  readonly listener?: (row: ListenerRow) => FieldValue
  readonly server?: (row: ServerRow) => FieldValue
  readonly backend?: (row: BackendRow) => FieldValue
}

function field(name: string, tags: string, type: FieldType, description: string, readers: Readers): StatField {
  return {
    name,
    tags,
    type,
    description,
    read(row) {
      switch (row.kind) {
        case 'frontend':
          return readers.frontend?.(row) ?? null
        case 'listener':
          return readers.listener?.(row) ?? null
        case 'server':
          return readers.server?.(row) ?? null
        case 'backend':
          return readers.backend?.(row) ?? null
      }
    },
  }
}

const always = (read: (row: StatRow) => FieldValue): Readers => ({
  frontend: read,
  listener: read,
  server: read,
  backend: read,
})

/** Of what servers and backends both count. */
const traffic = (read: (counters: TrafficCounters) => number): Readers => ({
  server: ({ server }) => read(server.counters),
  backend: ({ state }) => read(state.counters),
})

const onlyHttp = (proxy: ProxyView, value: number): number | null => (proxy.mode === 'http' ? value : null)

/** Seconds since the last session, or -1 without one. */
const secondsSince = (lastMs: number | null, nowMs: number): number =>
  lastMs === null ? -1 : Math.floor((nowMs - lastMs) / 1000)

const limited = (value: number): number => (Number.isFinite(value) ? value : 0)

/** Of checks that are made, and of those that maintenance suspends as well. */
const ifCheck = (read: (server: ServerState) => FieldValue): Readers => ({
  server: ({ server }) => (isChecked(server) && !server.isInMaintenance ? read(server) : null),
})
const evenSuspended = (read: (server: ServerState) => FieldValue): Readers => ({
  server: ({ server }) => (isChecked(server) ? read(server) : null),
})
const ifAgent = (read: (server: ServerState) => FieldValue): Readers => ({
  server: ({ server }) => (server.agent.isConfigured && server.agent.isEnabled ? read(server) : null),
})
const isChecked = ({ check }: ServerState): boolean => check.isConfigured && check.isEnabled

const responseClass = (name: keyof TrafficCounters['responses'] & string): Readers => {
  const read = (responses: TrafficCounters['responses']): number => responses[name as 'success']
  return {
    frontend: ({ proxy }) => (proxy.http === null ? null : read(proxy.http.responses)),
    server: ({ proxy, server }) => onlyHttp(proxy, read(server.counters.responses)),
    backend: ({ proxy, state }) => onlyHttp(proxy, read(state.counters.responses)),
  }
}

const compressed = (read: (counters: CompressionCounters) => number): Readers => {
  const of =
    (side: 'frontend' | 'backend') =>
    ({ proxy }: StatRow): number => {
      const counters = proxy.compression?.[side] ?? null
      return counters === null ? 0 : read(counters)
    }
  return { frontend: of('frontend'), backend: of('backend') }
}

const http = (read: (counters: NonNullable<ProxyView['http']>) => number): Readers => ({
  frontend: ({ proxy }) => (proxy.http === null ? null : read(proxy.http)),
})

const cached = (name: 'cacheLookups' | 'cacheHits' | 'cacheHintHits'): Readers => {
  const of =
    (side: 'frontend' | 'backend') =>
    ({ proxy }: StatRow): FieldValue =>
      onlyHttp(proxy, proxy.caching?.[side]?.[name] ?? 0)
  return { frontend: of('frontend'), backend: of('backend') }
}

const average = (name: 'queueTimeMs' | 'connectTimeMs' | 'responseTimeMs' | 'totalTimeMs'): Readers =>
  traffic((counters) => counters[name].read())
const longest = (name: 'queueTimeMs' | 'connectTimeMs' | 'responseTimeMs' | 'totalTimeMs'): Readers =>
  traffic((counters) => Math.floor(counters[name].maximum))

/** Counters of frontends and listeners, servers and backends, under one name. */
const shared = (
  side: (counters: ListenerRow['listener']['counters']) => number,
  other: (counters: TrafficCounters) => number,
): Readers => ({
  frontend: ({ frontend }) => side(frontend.counters),
  listener: ({ listener }) => side(listener.counters),
  ...traffic(other),
})

const unknownAlgorithms = new Set(['random'])

/** All columns in their order, which is an interface (management manual 9.1). */
export const statFields: readonly StatField[] = [
  field(
    'pxname',
    'KNS',
    'str',
    'Name of the proxy',
    always(({ proxy }) => proxy.name),
  ),
  field('svname', 'KNS', 'str', 'Name of the server or listener, FRONTEND or BACKEND', always(rowName)),
  field('qcur', 'MGP', 'u32', 'Requests waiting in the queue', {
    server: ({ server }) => server.queue.length,
    backend: ({ state }) => state.queue.length,
  }),
  field(
    'qmax',
    'MMP',
    'u32',
    'Most requests ever waiting',
    traffic((counters) => counters.maximumQueue),
  ),
  field('scur', 'MGP', 'u32', 'Sessions under way', {
    frontend: ({ frontend }) => frontend.currentConnections,
    listener: ({ listener }) => listener.currentConnections,
    server: ({ server }) => server.currentSessions,
    backend: ({ state }) => state.currentSessions,
  }),
  field(
    'smax',
    'MMP',
    'u32',
    'Most sessions ever at once',
    shared(
      (counters) => counters.maximumSessions,
      (counters) => counters.maximumSessions,
    ),
  ),
  field('slim', 'CLP', 'u32', 'Limit of sessions', {
    frontend: ({ frontend, view }) => limited(Math.min(frontend.maxConnections, view.limits.maxConnections)),
    listener: ({ listener }) => limited(listener.maxConnections),
    server: ({ server }) => (server.maxconn === 0 ? null : server.maxconn),
    backend: ({ state }) => state.fullconn,
  }),
  field(
    'stot',
    'MCP',
    'u64',
    'Sessions since the start',
    shared(
      (counters) => counters.totalSessions,
      (counters) => counters.totalSessions,
    ),
  ),
  field(
    'bin',
    'MCP',
    'u64',
    'Bytes received from clients',
    shared(
      (counters) => counters.bytesIn,
      (counters) => counters.bytesIn,
    ),
  ),
  field(
    'bout',
    'MCP',
    'u64',
    'Bytes received from servers for clients',
    shared(
      (counters) => counters.bytesOut,
      (counters) => counters.bytesOut,
    ),
  ),
  field('dreq', 'MCP', 'u64', 'Requests denied by rules', {
    frontend: ({ frontend }) => frontend.counters.deniedRequests,
    listener: ({ listener }) => listener.counters.deniedRequests,
    backend: ({ state }) => state.counters.deniedRequests,
  }),
  field(
    'dresp',
    'MCP',
    'u64',
    'Responses denied by rules',
    shared(
      (counters) => counters.deniedResponses,
      (counters) => counters.deniedResponses,
    ),
  ),
  field('ereq', 'MCP', 'u64', 'Requests that were wrong, incomplete or too late', {
    frontend: ({ frontend }) => frontend.counters.requestErrors,
    listener: ({ listener }) => listener.counters.requestErrors,
  }),
  field(
    'econ',
    'MCP',
    'u64',
    'Connections to servers that failed',
    traffic((counters) => counters.connectErrors),
  ),
  field(
    'eresp',
    'MCP',
    'u64',
    'Responses that were wrong or broke off',
    traffic((counters) => counters.responseErrors),
  ),
  field(
    'wretr',
    'MCP',
    'u64',
    'Connections tried again',
    traffic((counters) => counters.retries),
  ),
  field(
    'wredis',
    'MCP',
    'u64',
    'Requests given to another server',
    traffic((counters) => counters.redispatches),
  ),
  field('status', 'SGP', 'str', 'State in words', {
    frontend: ({ frontend }) =>
      frontend.state === 'running' ? 'OPEN' : frontend.state === 'paused' ? 'PAUSED' : 'STOP',
    listener: ({ listener }) =>
      listener.socket === null ? 'WAITING' : listener.currentConnections < listener.maxConnections ? 'OPEN' : 'FULL',
    server: ({ server }) => serverStatus(server),
    backend: ({ state }) => (state.isAvailable || state.servers.length === 0 ? 'UP' : 'DOWN'),
  }),
  field('weight', 'MaP', 'u32', 'Weight in use', {
    server: ({ server }) => server.weight,
    backend: ({ state }) => state.weight,
  }),
  field('act', 'SGP', 'u32', 'Active servers that are up', {
    server: ({ server }) => (server.isBackup ? 0 : 1),
    backend: ({ state }) => state.activeCount,
  }),
  field('bck', 'SGP', 'u32', 'Backup servers that are up', {
    server: ({ server }) => (server.isBackup ? 1 : 0),
    backend: ({ state }) => state.backupCount,
  }),
  field(
    'chkfail',
    'MCP',
    'u64',
    'Checks that failed',
    evenSuspended((server) => server.counters.failedChecks),
  ),
  field('chkdown', 'MCP', 'u64', 'Changes from up to down', {
    server: ({ server }) => (isChecked(server) ? server.counters.downTransitions : null),
    backend: ({ state }) => state.counters.downTransitions,
  }),
  field('lastchg', 'MAP', 'u32', 'Seconds since the last change between up and down', {
    server: ({ server, nowMs }) => server.secondsSinceChange(nowMs),
    backend: ({ state, nowMs }) => Math.floor((nowMs - state.lastChangeMs) / 1000),
  }),
  field('downtime', 'MCP', 'u32', 'Seconds spent down', {
    server: ({ server, nowMs }) => (isChecked(server) ? server.downtimeSeconds(nowMs) : null),
    backend: ({ state, nowMs }) => {
      if (state.servers.length === 0) return null
      return Math.floor((state.downtimeMs + (state.isAvailable ? 0 : nowMs - state.lastChangeMs)) / 1000)
    },
  }),
  field('qlimit', 'CLS', 'u32', 'Limit of the queue', {
    server: ({ server }) => (server.maxqueue === 0 ? null : server.maxqueue),
  }),
  field(
    'pid',
    'KGP',
    'u32',
    'Number of the process, always 1',
    always(() => 1),
  ),
  field(
    'iid',
    'KGS',
    'u32',
    'Identifier of the proxy',
    always(({ proxy }) => proxy.id),
  ),
  field('sid', 'KGS', 'u32', 'Identifier of the server or listener', always(rowId)),
  field('throttle', 'MaP', 'u32', 'Share of its weight during a slow start, in percent', {
    server: ({ server, nowMs }) => {
      if (server.slowStartSinceMs === null) return null
      const share = Math.floor((100 * (nowMs - server.slowStartSinceMs)) / server.slowStartMs)
      return share < 100 ? Math.max(1, share) : null
    },
  }),
  field(
    'lbtot',
    'MCP',
    'u64',
    'Times chosen by the balancing algorithm',
    traffic((counters) => counters.balancedSessions),
  ),
  field('tracked', 'CNS', 'str', 'The server whose state this one follows', {
    server: ({ server }) => (server.tracked === null ? null : `${server.tracked.backend.name}/${server.tracked.name}`),
  }),
  field(
    'type',
    'CGS',
    'u32',
    'Kind: 0 frontend, 1 backend, 2 server, 3 listener',
    always((row) => objectKinds[row.kind]),
  ),
  field('rate', 'MRP', 'u32', 'Sessions in the last second', {
    frontend: ({ frontend, nowMs }) => frontend.counters.sessionRate.read(nowMs),
    server: ({ server, nowMs }) => server.counters.sessionRate.read(nowMs),
    backend: ({ state, nowMs }) => state.counters.sessionRate.read(nowMs),
  }),
  field('rate_lim', 'CLP', 'u32', 'Limit of sessions a second', {
    frontend: ({ frontend }) => limited(frontend.maxSessionsPerSecond),
  }),
  field('rate_max', 'MMP', 'u32', 'Most sessions ever in a second', {
    frontend: ({ frontend }) => frontend.counters.maximumSessionRate,
    ...traffic((counters) => counters.maximumSessionRate),
  }),
  field(
    'check_status',
    'MOP',
    'str',
    'Result of the last check',
    ifCheck(({ check }) => (check.isRunning ? `* ${check.status}` : check.status)),
  ),
  field(
    'check_code',
    'MOP',
    'u32',
    'Status code of the last check',
    ifCheck(({ check }) => (check.code < 0 ? null : check.code)),
  ),
  field(
    'check_duration',
    'MDP',
    'u64',
    'Milliseconds that the last check took',
    ifCheck(({ check }) => (check.durationMs < 0 ? null : Math.floor(check.durationMs))),
  ),
  field('hrsp_1xx', 'MCP', 'u64', 'Responses with status 100 to 199', responseClass('informational')),
  field('hrsp_2xx', 'MCP', 'u64', 'Responses with status 200 to 299', responseClass('success')),
  field('hrsp_3xx', 'MCP', 'u64', 'Responses with status 300 to 399', responseClass('redirection')),
  field('hrsp_4xx', 'MCP', 'u64', 'Responses with status 400 to 499', responseClass('clientError')),
  field('hrsp_5xx', 'MCP', 'u64', 'Responses with status 500 to 599', responseClass('serverError')),
  field('hrsp_other', 'MCP', 'u64', 'Responses with any other status', responseClass('other')),
  field(
    'hanafail',
    'MCP',
    'u64',
    'Failures seen in traffic by observation',
    evenSuspended((server) => (server.traffic === null ? null : server.counters.observedFailures)),
  ),
  field('req_rate', 'MRP', 'u32', 'HTTP requests in the last second', {
    frontend: ({ proxy, nowMs }) => proxy.http?.requestRate.read(nowMs) ?? 0,
  }),
  field('req_rate_max', 'MMP', 'u32', 'Most HTTP requests ever in a second', {
    frontend: ({ proxy }) => proxy.http?.maximumRequestRate ?? 0,
  }),
  field('req_tot', 'MCP', 'u64', 'HTTP requests since the start', {
    frontend: ({ proxy }) => proxy.http?.totalRequests ?? 0,
    server: ({ proxy, server }) => onlyHttp(proxy, server.counters.httpRequests),
    backend: ({ proxy, state }) => onlyHttp(proxy, state.counters.httpRequests),
  }),
  field(
    'cli_abrt',
    'MCP',
    'u64',
    'Transfers that the client broke off',
    traffic((counters) => counters.clientAborts),
  ),
  field(
    'srv_abrt',
    'MCP',
    'u64',
    'Transfers that the server broke off',
    traffic((counters) => counters.serverAborts),
  ),
  field(
    'comp_in',
    'MCP',
    'u64',
    'Bytes given to the compressor',
    compressed((counters) => counters.bytesIn),
  ),
  field(
    'comp_out',
    'MCP',
    'u64',
    'Bytes that the compressor gave back',
    compressed((counters) => counters.bytesOut),
  ),
  field(
    'comp_byp',
    'MCP',
    'u64',
    'Bytes that bypassed the compressor',
    compressed((counters) => counters.bytesBypassed),
  ),
  field(
    'comp_rsp',
    'MCP',
    'u64',
    'Responses that were compressed',
    compressed((counters) => counters.responses),
  ),
  field('lastsess', 'MAP', 's32', 'Seconds since the last session, -1 without one', {
    server: ({ server, nowMs }) => secondsSince(server.lastSessionMs, nowMs),
    backend: ({ state, nowMs }) => secondsSince(state.lastSessionMs, nowMs),
  }),
  field(
    'last_chk',
    'MOP',
    'str',
    'What the last check said',
    ifCheck(({ check }) => check.lastOutput),
  ),
  field(
    'last_agt',
    'MOP',
    'str',
    'What the agent said last',
    ifAgent(({ agent }) => agent.lastOutput),
  ),
  field('qtime', 'MaP', 'u32', 'Average time in the queue in milliseconds', average('queueTimeMs')),
  field('ctime', 'MaP', 'u32', 'Average time to connect in milliseconds', average('connectTimeMs')),
  field('rtime', 'MaP', 'u32', 'Average time to the response in milliseconds', average('responseTimeMs')),
  field('ttime', 'MaP', 'u32', 'Average time of a session in milliseconds', average('totalTimeMs')),
  field(
    'agent_status',
    'MOP',
    'str',
    'Result of the last agent check',
    ifAgent(({ agent }) => agent.status),
  ),
  field(
    'agent_code',
    'MOP',
    'u32',
    'Code of the last agent check',
    ifAgent(({ agent }) => (agent.code < 0 ? null : agent.code)),
  ),
  field(
    'agent_duration',
    'MDP',
    'u64',
    'Milliseconds that the last agent check took',
    ifAgent(({ agent }) => (agent.durationMs < 0 ? null : Math.floor(agent.durationMs))),
  ),
  field(
    'check_desc',
    'MOP',
    'str',
    'Result of the last check in words',
    ifCheck(({ check }) => check.description),
  ),
  field(
    'agent_desc',
    'MOP',
    'str',
    'Result of the last agent check in words',
    ifAgent(({ agent }) => agent.description),
  ),
  field(
    'check_rise',
    'CGS',
    'u32',
    'Good checks in a row that make a server up',
    ifCheck(({ check }) => check.rise),
  ),
  field(
    'check_fall',
    'CGS',
    'u32',
    'Bad checks in a row that make a server down',
    ifCheck(({ check }) => check.fall),
  ),
  field(
    'check_health',
    'CGS',
    'u32',
    'Health between 0 and rise + fall - 1',
    ifCheck(({ check }) => check.health),
  ),
  field(
    'agent_rise',
    'CGS',
    'u32',
    'Good agent checks in a row that make a server up',
    ifAgent(({ agent }) => agent.rise),
  ),
  field(
    'agent_fall',
    'CGS',
    'u32',
    'Bad agent checks in a row that make a server down',
    ifAgent(({ agent }) => agent.fall),
  ),
  field(
    'agent_health',
    'CGS',
    'u32',
    'Health by the agent',
    ifAgent(({ agent }) => agent.health),
  ),
  field('addr', 'CGS', 'str', 'Address and port', {
    listener: ({ listener }) => {
      const address = listener.socket?.address ?? listener.listen.address
      return formatSocketAddress(address)
    },
    server: ({ server }) => serverAddress(server),
  }),
  field('cookie', 'CNS', 'str', 'Value or name of the persistence cookie', {
    server: ({ server }) => server.cookie,
    backend: ({ proxy }) => proxy.cookieName,
  }),
  field(
    'mode',
    'CGS',
    'str',
    'Mode of the proxy',
    always(({ proxy }) => proxy.mode),
  ),
  field('algo', 'CGS', 'str', 'Balancing algorithm', {
    backend: ({ state }) => {
      const { name } = state.algorithm
      return unknownAlgorithms.has(name) ? 'unknown' : name
    },
  }),
  field('conn_rate', 'MRP', 'u32', 'Connections in the last second', {
    frontend: ({ frontend, nowMs }) => frontend.counters.connectionRate.read(nowMs),
  }),
  field('conn_rate_max', 'MMP', 'u32', 'Most connections ever in a second', {
    frontend: ({ frontend }) => frontend.counters.maximumConnectionRate,
  }),
  field('conn_tot', 'MCP', 'u64', 'Connections since the start', {
    frontend: ({ frontend }) => frontend.counters.totalConnections,
  }),
  field(
    'intercepted',
    'MCP',
    'u64',
    'Requests that the proxy answered by itself',
    http((counters) => counters.interceptedRequests),
  ),
  field('dcon', 'MCP', 'u64', 'Connections denied by rules', {
    frontend: ({ frontend }) => frontend.counters.deniedConnections,
    listener: ({ listener }) => listener.counters.deniedConnections,
  }),
  field('dses', 'MCP', 'u64', 'Sessions denied by rules', {
    frontend: ({ frontend }) => frontend.counters.deniedSessions,
    listener: ({ listener }) => listener.counters.deniedSessions,
  }),
  field('wrew', 'MCP', 'u64', 'Header changes that failed', {
    frontend: ({ proxy }) => proxy.http?.failedRewrites ?? 0,
    ...traffic((counters) => counters.failedRewrites),
  }),
  field(
    'connect',
    'MCP',
    'u64',
    'Connections tried',
    traffic((counters) => counters.connectAttempts),
  ),
  field(
    'reuse',
    'MCP',
    'u64',
    'Connections used again',
    traffic((counters) => counters.connectionReuses),
  ),
  field('cache_lookups', 'MCP', 'u64', 'Look-ups in the cache', cached('cacheLookups')),
  field('cache_hits', 'MCP', 'u64', 'Answers from the cache', cached('cacheHits')),
  field('srv_icur', 'MGP', 'u32', 'Idle connections', { server: ({ server }) => server.idleConnections }),
  field('src_ilim', 'CLP', 'u32', 'Limit of idle connections', {}),
  field('qtime_max', 'MMP', 'u32', 'Longest time in the queue in milliseconds', longest('queueTimeMs')),
  field('ctime_max', 'MMP', 'u32', 'Longest time to connect in milliseconds', longest('connectTimeMs')),
  field('rtime_max', 'MMP', 'u32', 'Longest time to the response in milliseconds', longest('responseTimeMs')),
  field('ttime_max', 'MMP', 'u32', 'Longest session in milliseconds', longest('totalTimeMs')),
  field(
    'eint',
    'MCP',
    'u64',
    'Errors inside the proxy',
    shared(
      (counters) => counters.internalErrors,
      (counters) => counters.internalErrors,
    ),
  ),
  // Every idle connection that is kept may be shared: those that may not are closed with their client.
  field('idle_conn_cur', 'MGP', 'u32', 'Idle connections that may not be shared', { server: () => 0 }),
  field('safe_conn_cur', 'MGP', 'u32', 'Idle connections that may be shared', {
    server: ({ server }) => server.idleConnections,
  }),
  field('used_conn_cur', 'MGP', 'u32', 'Connections in use', { server: ({ server }) => server.currentSessions }),
  field('need_conn_est', 'MGP', 'u32', 'Connections expected to be needed', {
    server: ({ server }) => server.counters.maximumSessions,
  }),
  field('uweight', 'MaP', 'u32', 'Weight as set', {
    server: ({ server }) => server.userWeight,
    backend: ({ state }) => {
      let total = 0
      for (const server of state.eligible) total += server.userWeight
      return total
    },
  }),
  field('agg_server_status', 'MGP', 'u32', 'Servers by state, for metrics', { backend: () => 0 }),
  field('agg_server_check_status', 'MGP', 'u32', 'Servers by check, for metrics (deprecated)', { backend: () => 0 }),
  field('agg_check_status', 'MGP', 'u32', 'Servers by check, for metrics', { backend: () => 0 }),
  field('srid', 'KGS', 'u32', 'Revision of the server identifier', { server: () => 0 }),
  ...['sess_other', 'h1sess', 'h2sess', 'h3sess', 'req_other', 'h1req', 'h2req', 'h3req'].map((name) =>
    field(name, 'MCP', 'u64', `Sessions or requests by protocol (${name})`, {
      frontend: (row) => byProtocol(name, row),
    }),
  ),
  field('proto', 'CGS', 'str', 'Protocol of the listener', {
    listener: ({ listener }) => {
      const { address } = listener.listen
      if (address.kind === 'unix') return 'unix_stream'
      return address.address.family === 4 ? 'tcpv4' : 'tcpv6'
    },
  }),
  field('priv_idle_cur', 'MGP', 'u32', 'Private idle connections', { server: () => 0 }),
  field(
    'reqbin',
    'MCP',
    'u64',
    'Bytes of requests received',
    shared(
      (counters) => counters.bytesIn,
      (counters) => counters.bytesIn,
    ),
  ),
  field(
    'reqbout',
    'MCP',
    'u64',
    'Bytes of requests sent',
    traffic((counters) => counters.requestBytesOut),
  ),
  field(
    'resbin',
    'MCP',
    'u64',
    'Bytes of responses received',
    shared(
      (counters) => counters.bytesOut,
      (counters) => counters.bytesOut,
    ),
  ),
  field(
    'resbout',
    'MCP',
    'u64',
    'Bytes of responses sent',
    traffic((counters) => counters.responseBytesOut),
  ),
  field('cache_hint_hits', 'MCP', 'u64', 'Early hints from the cache', cached('cacheHintHits')),
]

/** Whatever is HTTP and not HTTP/2 is HTTP/1, all else is other; there are no listeners of other protocols. */
function byProtocol(name: string, { proxy, frontend }: FrontendRow): number {
  const isOfRequests = name.endsWith('req') || name === 'req_other'
  const total = isOfRequests ? (proxy.http?.totalRequests ?? 0) : frontend.counters.totalSessions
  if (proxy.mode === 'tcp') return name === 'sess_other' ? total : 0
  const column = isOfRequests ? 'h2_backend_total_streams' : 'h2_total_connections'
  const overHttp2 = proxy.modules?.frontend?.get(column) ?? 0
  if (name.startsWith('h2')) return overHttp2
  return name.startsWith('h1') ? Math.max(0, total - overHttp2) : 0
}

/** `127.0.0.1:80`, `[::1]:80`, `unix`; empty while unresolved. */
export function serverAddress(server: ServerState): string {
  const { address } = server
  if (address === null) return server.usesClientAddress ? `0.0.0.0:${server.port}` : ''
  if (address.kind === 'unix') return 'unix'
  return address.address.family === 6 ? `[${address.address}]:${server.port}` : `${address.address}:${server.port}`
}

/** Columns that modules add after the column `-`: HTTP/2, TLS, HTTP/1. The kinds are those that have a value. */
const moduleColumns: readonly (readonly [name: string, tags: string, kinds: string, description: string])[] = [
  ['h2_headers_rcvd', 'MCP', 'FB', 'HEADERS frames received'],
  ['h2_data_rcvd', 'MCP', 'FB', 'DATA frames received'],
  ['h2_settings_rcvd', 'MCP', 'FB', 'SETTINGS frames received'],
  ['h2_rst_stream_rcvd', 'MCP', 'FB', 'RST_STREAM frames received'],
  ['h2_goaway_rcvd', 'MCP', 'FB', 'GOAWAY frames received'],
  ['h2_detected_conn_protocol_errors', 'MCP', 'FB', 'Protocol errors of connections'],
  ['h2_detected_strm_protocol_errors', 'MCP', 'FB', 'Protocol errors of streams'],
  ['h2_rst_stream_resp', 'MCP', 'FB', 'RST_STREAM frames sent'],
  ['h2_goaway_resp', 'MCP', 'FB', 'GOAWAY frames sent'],
  ['h2_open_connections', 'MGP', 'FB', 'Open HTTP/2 connections'],
  ['h2_backend_open_streams', 'MGP', 'FB', 'Open HTTP/2 streams'],
  ['h2_total_connections', 'MCP', 'FB', 'HTTP/2 connections since the start'],
  ['h2_backend_total_streams', 'MCP', 'FB', 'HTTP/2 streams since the start'],
  ['ssl_sess', 'MCP', 'FBSL', 'TLS sessions'],
  ['ssl_reused_sess', 'MCP', 'FBSL', 'TLS sessions that were resumed'],
  ['ssl_failed_handshake', 'MCP', 'FBSL', 'TLS handshakes that failed'],
  ['ssl_ocsp_staple', 'MCP', 'FBSL', 'OCSP responses stapled'],
  ['ssl_failed_ocsp_staple', 'MCP', 'FBSL', 'OCSP responses that could not be stapled'],
  ['h1_open_connections', 'MGP', 'FB', 'Open HTTP/1 connections'],
  ['h1_open_streams', 'MGP', 'FB', 'Open HTTP/1 streams'],
  ['h1_total_connections', 'MCP', 'FB', 'HTTP/1 connections since the start'],
  ['h1_total_streams', 'MCP', 'FB', 'HTTP/1 streams since the start'],
  ['h1_bytes_in', 'MCP', 'FB', 'Bytes received over HTTP/1'],
  ['h1_bytes_out', 'MCP', 'FB', 'Bytes sent over HTTP/1'],
  ['h1_spliced_bytes_in', 'MCP', 'FB', 'Bytes received by kernel splicing'],
  ['h1_spliced_bytes_out', 'MCP', 'FB', 'Bytes sent by kernel splicing'],
]

const kindLetters = { frontend: 'F', backend: 'B', server: 'S', listener: 'L' } as const

/** The columns after `-`. A module that does not count leaves its cells empty. */
export const moduleFields: readonly StatField[] = moduleColumns.map(([name, tags, kinds, description]) => ({
  name,
  tags,
  type: 'u64',
  description,
  read: (row) => {
    if ((row.kind !== 'frontend' && row.kind !== 'backend') || !kinds.includes(kindLetters[row.kind])) return null
    return row.proxy.modules?.[row.kind]?.get(name) ?? null
  },
}))

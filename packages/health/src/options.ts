import type { ServerAddress } from '@weir/balance'
import type { SocketAddress, Span } from '@weir/base'
import { type Call, type CheckKeyword, defineOptions, type Reference, type SectionModel } from '@weir/keyword'
import type { Level } from '@weir/log'
import type { CheckProtocol } from './check-connection.ts'
import type { CheckFactory } from './check-factory.ts'
import type { CheckRuleCall } from './check-rule.ts'
import type { CheckRequest } from './http-request.ts'

/** What a server's options say about checking it. */
export interface ServerCheckOptions {
  isChecked: boolean
  /** The section that describes the check in place of the backend. */
  healthcheck: Reference<SectionModel> | null
  intervalMs: number
  /** Null: as `intervalMs`. */
  fastIntervalMs: number | null
  downIntervalMs: number | null
  rise: number
  fall: number
  /** Where checks go instead of the server's own address and port. */
  address: SocketAddress | null
  port: number | null
  sendsProxy: boolean
  /** `check-proto`; null: as the server is spoken to. */
  protocol: CheckProtocol | null
  /** By way of the server's SOCKS4 proxy. */
  goesThroughSocks: boolean
  observes: 'layer4' | 'layer7' | null
  errorLimit: number
  onError: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down'
  shutsSessionsDown: boolean
  shutsBackupSessions: boolean
  initialState: 'fully-up' | 'up' | 'down' | 'fully-down' | 'none'
  hasAgent: boolean
  agentAddress: SocketAddress | null
  agentPort: number | null
  /** Null: as `intervalMs`. */
  agentIntervalMs: number | null
  agentSends: string
}

export const serverCheckOptions = defineOptions<ServerCheckOptions>('server-check', () => ({
  isChecked: false,
  healthcheck: null,
  intervalMs: 2000,
  fastIntervalMs: null,
  downIntervalMs: null,
  rise: 2,
  fall: 3,
  address: null,
  port: null,
  sendsProxy: false,
  protocol: null,
  goesThroughSocks: false,
  observes: null,
  errorLimit: 10,
  onError: 'fail-check',
  shutsSessionsDown: false,
  shutsBackupSessions: false,
  initialState: 'none',
  hasAgent: false,
  agentAddress: null,
  agentPort: null,
  agentIntervalMs: null,
  agentSends: '',
}))

/** How a backend checks its servers. */
export interface BackendCheckOptions {
  /** Null: a plain connection. */
  kind: Call<CheckKeyword<CheckFactory>> | null
  /** `option httpchk`. */
  request: CheckRequest
  /** `tcp-check` and `http-check` rules; a section's own replace those of its defaults. */
  tcpRules: CheckRuleCall[]
  httpRules: CheckRuleCall[]
  /** The section that the rules stand in. */
  rulesOwner: { readonly kind: string } | null
  /** `external-check command`, and `external-check path`. */
  command: string | null
  commandPath: string
  disablesOn404: boolean
  sendsState: boolean
  logsChecks: boolean
}

export const backendCheckOptions = defineOptions<BackendCheckOptions>('check', () => ({
  kind: null,
  request: { method: null, uri: null, version: null, host: null, headers: [], body: null },
  tcpRules: [],
  httpRules: [],
  rulesOwner: null,
  command: null,
  commandPath: '',
  disablesOn404: false,
  sendsState: false,
  logsChecks: false,
}))

/** How one server is checked: as its section `healthcheck` says, or its backend. */
export function checkOptionsOf(
  { healthcheck }: ServerCheckOptions,
  ofBackend: BackendCheckOptions,
): BackendCheckOptions {
  return healthcheck?.target?.options.get(backendCheckOptions) ?? ofBackend
}

/** `global` settings about checks. */
export interface CheckProcessOptions {
  /** `spread-checks`: percent of the interval by which it may vary. */
  spreadPercent: number
  /** `max-spread-checks`: over how long the first checks are spread at most; null: the shortest interval. */
  maximumSpreadMs: number | null
  /** `external-check`, with `preserve-env`, and `insecure-fork-wanted`: all it takes for checks to run programs. */
  allowsPrograms: boolean
  keepsEnvironment: boolean
  mayFork: boolean
  /** `pp2-never-send-local`. */
  neverSendsLocal: boolean
}

export const checkProcessOptions = defineOptions<CheckProcessOptions>('check-process', () => ({
  spreadPercent: 0,
  maximumSpreadMs: null,
  allowsPrograms: false,
  keepsEnvironment: false,
  mayFork: false,
  neverSendsLocal: false,
}))

/** What a section `mailers` says. */
export interface MailersOptions {
  mailers: { readonly name: string; readonly address: ServerAddress; readonly span: Span }[]
  /** `timeout mail`. */
  timeoutMs: number
}

export const mailersOptions = defineOptions<MailersOptions>('mailers', () => ({ mailers: [], timeoutMs: 10_000 }))

/** The `email-alert` lines of a proxy; null where there is none. */
export interface EmailAlertOptions {
  from: string | null
  to: string | null
  level: Level | null
  /** The name of a section `mailers`. */
  mailers: { readonly name: string; readonly span: Span } | null
  myhostname: string | null
}

export const emailAlertOptions = defineOptions<EmailAlertOptions>('email-alert', () => ({
  from: null,
  to: null,
  level: null,
  mailers: null,
  myhostname: null,
}))

/** The settings that layer 7's lines fill. Null where the configuration says nothing. */

import type { Span } from '@weir/base'
import { type ConditionNode, defineOptions, type LogFormatNode, type Reference } from '@weir/keyword'
import type { AddressHeader } from './address-header.ts'
import type { ForwardedNode } from './forwarded.ts'
import { defaultHttp2Options, type Http2Options } from './h2/settings.ts'
import type { ConnectionMode, ReuseMode, ServerProtocol } from './http-proxy.ts'
import type { RedirectNode } from './redirect.ts'
import type { Reply } from './reply.ts'
import type { ReplyNode } from './reply-template.ts'
import type { User } from './user-list.ts'

/** What a line puts in place of an error page. */
export type ErrorNode =
  | { readonly kind: 'file'; readonly reply: Reply | null }
  | { readonly kind: 'location'; readonly code: 302 | 303; readonly url: string }
  | { readonly kind: 'answer'; readonly node: ReplyNode }
  | { readonly kind: 'section'; readonly section: Reference }

/** A status that a line expects in an `http-errors` section. */
export interface ErrorSetUse {
  readonly section: Reference
  readonly status: number
  readonly span: Span
}

export interface CaptureNode {
  readonly header: string | null
  readonly maxLength: number
  /** Slots are numbered in the order of the lines. */
  readonly span: Span
}

/** The `cookie` line as written. */
export interface CookieNode {
  readonly name: string
  readonly mode: 'rewrite' | 'insert' | 'prefix' | 'passive'
  readonly isIndirect: boolean
  readonly isNocache: boolean
  readonly isPostOnly: boolean
  readonly isPreserved: boolean
  readonly isHttpOnly: boolean
  readonly isSecure: boolean
  readonly isDynamic: boolean
  readonly domains: readonly string[]
  readonly attributes: readonly string[]
  readonly maxIdleSeconds: number | null
  readonly maxLifeSeconds: number | null
}

/** HTTP settings of a proxy. */
export interface HttpOptions {
  connectionMode: ConnectionMode | null
  forwardFor: AddressHeader | null
  originalTo: AddressHeader | null
  /** `option forwarded`. */
  forwarded: ForwardedNode | null
  fcgiApp: Reference | null
  buffersRequest: boolean
  isLenientOnRequests: boolean
  disablesH2Upgrade: boolean
  isLenientOnResponses: boolean
  pretendsKeepAlive: boolean
  noDelay: boolean
  dropsRequestTrailers: boolean
  dropsResponseTrailers: boolean
  ignoresProbes: boolean
  usesProxyHeaders: boolean
  keepsIdleUntilResponse: boolean
  maxOwnConnections: number
  checksCacheability: boolean
  adjustsRequestCase: boolean
  adjustsResponseCase: boolean
  /** `option http-restrict-req-hdr-names`: what becomes of names that are not letters, digits and hyphens. */
  headerNames: 'preserve' | 'delete' | 'reject'
  serverNameHeader: string | null
  monitorUri: string | null
  monitorFail: ConditionNode[]
  requestCaptures: CaptureNode[]
  responseCaptures: CaptureNode[]
  cookieCapture: { readonly name: string; readonly maxLength: number } | null
  uniqueIdFormat: LogFormatNode | null
  uniqueIdHeader: string | null
  redirects: { readonly node: RedirectNode; readonly condition: ConditionNode | null }[]
  errors: Map<number, ErrorNode>
  /** The statuses that lines take from `http-errors` sections by number. */
  errorSetUses: ErrorSetUse[]
  cookie: CookieNode | null
  dynamicCookieKey: string | null
  reuse: ReuseMode | null
  retryOn: readonly string[] | null
  prefersLastServer: boolean
  maxKeepAliveQueue: number
}

export const httpOptions = defineOptions<HttpOptions>('http', () => ({
  connectionMode: null,
  forwardFor: null,
  originalTo: null,
  forwarded: null,
  fcgiApp: null,
  buffersRequest: false,
  isLenientOnRequests: false,
  disablesH2Upgrade: false,
  isLenientOnResponses: false,
  pretendsKeepAlive: false,
  noDelay: false,
  dropsRequestTrailers: false,
  dropsResponseTrailers: false,
  ignoresProbes: false,
  usesProxyHeaders: false,
  keepsIdleUntilResponse: false,
  maxOwnConnections: 5,
  checksCacheability: false,
  adjustsRequestCase: false,
  adjustsResponseCase: false,
  headerNames: 'preserve',
  serverNameHeader: null,
  monitorUri: null,
  monitorFail: [],
  requestCaptures: [],
  responseCaptures: [],
  cookieCapture: null,
  uniqueIdFormat: null,
  uniqueIdHeader: null,
  redirects: [],
  errors: new Map(),
  errorSetUses: [],
  cookie: null,
  dynamicCookieKey: null,
  reuse: null,
  retryOn: null,
  prefersLastServer: false,
  maxKeepAliveQueue: -1,
}))

/** Settings of `global`. */
export interface HttpProcessOptions {
  /** `h1-case-adjust`, by lower-case name. */
  headerCase: Map<string, string>
  /** What `h1-case-adjust-file` names says. */
  headerCaseFile: ReadonlyMap<string, string>
  maxHeaderCount: number
  maxRewriteBytes: number
  maxCookieLength: number
  maxLogUriLength: number
  /** `h1-accept-payload-with-any-method`. */
  acceptsAnyPayload: boolean
  /** `h1-do-not-close-on-insecure-transfer-encoding`. */
  trustsDoubleFraming: boolean
  /** Statuses of responses that count as the client's error, and as the server's failure. */
  errorStatuses: ReadonlySet<number>
  failureStatuses: ReadonlySet<number>
  /** `tune.h2…`. */
  http2: Http2Options
}

const statusesFrom = (first: number): number[] => Array.from({ length: 100 }, (_, at) => first + at)

export const httpProcessOptions = defineOptions<HttpProcessOptions>('http-process', () => ({
  headerCase: new Map(),
  headerCaseFile: new Map(),
  maxHeaderCount: 101,
  maxRewriteBytes: 1024,
  maxCookieLength: 63,
  // As HAProxy logs without the line: one less than what its manual gives.
  maxLogUriLength: 1023,
  acceptsAnyPayload: false,
  trustsDoubleFraming: false,
  errorStatuses: new Set(statusesFrom(400)),
  failureStatuses: new Set(statusesFrom(500).filter((status) => status !== 501 && status !== 505)),
  http2: defaultHttp2Options,
}))

/** A `userlist` section. */
export interface UserListOptions {
  /** Those with a password. */
  users: User[]
  /** Names that have a `user` or a `group` line, which all others must have. */
  declaredUsers: Set<string>
  declaredGroups: Set<string>
  /** Members by group, from `group` lines and from `groups` on `user` lines. */
  groups: Map<string, string[]>
}

export const userListOptions = defineOptions<UserListOptions>('userlist', () => ({
  users: [],
  declaredUsers: new Set(),
  declaredGroups: new Set(),
  groups: new Map(),
}))

/** An `http-errors` section. */
export interface HttpErrorsOptions {
  errors: Map<number, ErrorNode>
}

export const httpErrorsOptions = defineOptions<HttpErrorsOptions>('http-errors', () => ({ errors: new Map() }))

/** Layer 7's words on a `server` line. */
export interface HttpServerOptions {
  redirectPrefix: string | null
  poolMaxConnections: number
  poolLowConnections: number
  poolPurgeDelayMs: number
  maxReuse: number
  countsIdle: boolean
  /** `proto`: null for what TLS agrees upon, and HTTP/1 without. */
  protocol: ServerProtocol | null
  /** `ws`: null for `auto`. */
  webSocketProtocol: 'h1' | 'h2' | null
}

export const httpServerOptions = defineOptions<HttpServerOptions>('http-server', () => ({
  redirectPrefix: null,
  poolMaxConnections: -1,
  poolLowConnections: 0,
  poolPurgeDelayMs: 5000,
  maxReuse: -1,
  countsIdle: false,
  protocol: null,
  webSocketProtocol: null,
}))

/** From the settings of a section to what the engine runs with. */
import { balanceOptions, type ServerState } from '@weir/balance'
import { xxh64 } from '@weir/base'
import type { Binder, ConditionNode, LogFormatNode, OptionsStore, RuleNode, SampleContext } from '@weir/keyword'
import { bindRules, type RuleList } from '@weir/l4'
import { bindCaptures, bindRequestCaptures } from './bind-captures.ts'
import { bindCompression } from './compression/settings.ts'
import type { CookiePersistence } from './cookies.ts'
import { headerSpellings } from './directives/h1-case-adjust.ts'
import type { FcgiApp } from './fcgi/fcgi-app.ts'
import { bindForwarded } from './forwarded.ts'
import type { Condition, ErrorAnswer, HttpServerSettings, HttpSettings } from './http-proxy.ts'
import {
  type ErrorNode,
  type HttpOptions,
  type HttpProcessOptions,
  httpErrorsOptions,
  httpOptions,
  httpServerOptions,
  userListOptions,
} from './options.ts'
import { bindRedirect } from './redirect.ts'
import { redirectRule } from './redirect-rule.ts'
import { createReply, defaultReplies, pageFor } from './reply.ts'
import { bindReply, type ErrorSet } from './reply-template.ts'
import { restrictHeaderNames } from './restrict-header-names.ts'
import { passwordPort, UserList } from './user-list.ts'

export interface HttpSettingsSource {
  readonly options: OptionsStore
  /** Rules by ruleset, as in the section's model. */
  readonly rules: ReadonlyMap<string, readonly RuleNode[]>
  readonly binder: Binder
  /** Of `global`. */
  readonly process: HttpProcessOptions
}

/** An identifier has 127 bytes at most (seen in the oracle). */
function bindUniqueId(format: LogFormatNode | null, binder: Binder): ((context: SampleContext) => string) | null {
  if (format === null) return null
  const print = binder.logFormat(format)
  return (context) => print(context).slice(0, 127)
}

/** Binds one section. Call it once per proxy; a `listen` section's frontend and backend share the result. */
export function bindHttpSettings({ options, rules, binder, process }: HttpSettingsSource): HttpSettings {
  const http = options.get(httpOptions)
  const requestNodes = rules.get('http-request') ?? []
  const requestCaptures = bindRequestCaptures(options, rules)
  const spellings = headerSpellings(process)
  const responseCaptures = bindCaptures(http.responseCaptures)
  return {
    requestRules: bindRules(requestNodes, binder),
    responseRules: bindRules(rules.get('http-response') ?? [], binder),
    serviceRules: null,
    afterResponseRules: bindRules(rules.get('http-after-response') ?? [], binder),
    redirectRules: redirects(http, binder),
    errors: bindErrors(http.errors, binder),
    connectionMode: http.connectionMode ?? 'keep-alive',
    forwardFor: http.forwardFor,
    originalTo: http.originalTo,
    fcgiApp: http.fcgiApp === null ? null : binder.resolve<FcgiApp>(http.fcgiApp),
    forwarded: http.forwarded === null ? null : bindForwarded(http.forwarded, binder),
    buffersRequest: http.buffersRequest,
    isLenientOnRequests: http.isLenientOnRequests,
    disablesH2Upgrade: http.disablesH2Upgrade,
    isLenientOnResponses: http.isLenientOnResponses,
    pretendsKeepAlive: http.pretendsKeepAlive,
    noDelay: http.noDelay,
    dropsRequestTrailers: http.dropsRequestTrailers,
    dropsResponseTrailers: http.dropsResponseTrailers,
    serverNameHeader: http.serverNameHeader,
    compression: bindCompression(options),
    monitorUri: http.monitorUri,
    monitorFail: conditions(http.monitorFail, binder),
    ignoresProbes: http.ignoresProbes,
    usesProxyHeaders: http.usesProxyHeaders,
    keepsIdleUntilResponse: http.keepsIdleUntilResponse,
    maxOwnConnections: http.maxOwnConnections,
    requestCaptures,
    responseCaptures,
    cookieCapture:
      http.cookieCapture === null
        ? null
        : {
            name: http.cookieCapture.name,
            maxLength: Math.min(http.cookieCapture.maxLength, process.maxCookieLength),
          },
    uniqueId: bindUniqueId(http.uniqueIdFormat, binder),
    uniqueIdHeader: http.uniqueIdHeader,
    requestCase: http.adjustsRequestCase && spellings.size > 0 ? spellings : null,
    responseCase: http.adjustsResponseCase && spellings.size > 0 ? spellings : null,
    cookie: bindCookie(http),
    reuse: http.reuse ?? 'safe',
    retryOn: http.retryOn === null ? null : new Set(http.retryOn),
    prefersLastServer: http.prefersLastServer,
    maxKeepAliveQueue: http.maxKeepAliveQueue,
    checksCacheability: http.checksCacheability,
    ignoresPersistence: persistence(options, false, binder),
    forcesPersistence: persistence(options, true, binder),
  }
}

/** Layer 7's part of a `server` line. */
export function bindHttpServer(options: OptionsStore): HttpServerSettings {
  return { ...options.get(httpServerOptions) }
}

/** The running form of a `userlist` section. */
export function createUserList(name: string, options: OptionsStore, binder: Binder): UserList {
  const { users, groups } = options.get(userListOptions)
  return new UserList(name, users, groups, binder.port(passwordPort))
}

/** The running form of an `http-errors` section. */
export function createErrorSet(options: OptionsStore, binder: Binder): ErrorSet {
  return bindErrors(options.get(httpErrorsOptions).errors, binder) ?? new Map()
}

function redirects(http: HttpOptions, binder: Binder): RuleList {
  const rules = http.redirects.map(({ node, condition }) =>
    redirectRule(bindRedirect(node, binder), binder.condition(condition)),
  )
  if (http.headerNames !== 'preserve') rules.unshift(restrictHeaderNames(http.headerNames))
  return rules.length === 0 ? null : rules
}

function conditions(nodes: readonly ConditionNode[], binder: Binder): readonly Condition[] | null {
  const bound = nodes.map((node) => binder.condition(node)).filter((condition) => condition !== null)
  return bound.length === 0 ? null : bound
}

function persistence(options: OptionsStore, forces: boolean, binder: Binder): readonly Condition[] | null {
  const rules = options.get(balanceOptions).persistRules.filter((rule) => rule.forces === forces)
  return conditions(
    rules.map((rule) => rule.condition),
    binder,
  )
}

function bindErrors(nodes: ReadonlyMap<number, ErrorNode>, binder: Binder): ReadonlyMap<number, ErrorAnswer> | null {
  if (nodes.size === 0) return null
  const bound = new Map<number, ErrorAnswer>()
  for (const [status, node] of nodes) {
    const answer = bindError(status, node, binder)
    if (answer !== undefined) bound.set(status, answer)
  }
  return bound
}

function bindError(status: number, node: ErrorNode, binder: Binder): ErrorAnswer | undefined {
  switch (node.kind) {
    case 'file':
      return node.reply === null ? () => null : pageFor(status, node.reply)
    case 'location': {
      const headers: [string, string][] = [
        ['cache-control', 'no-cache'],
        ['content-length', '0'],
        ['location', node.url],
      ]
      const reason = node.code === 302 ? 'Found' : 'See Other'
      return pageFor(status, createReply(node.code, headers, '', reason))
    }
    case 'section':
      return binder.resolve<ErrorSet>(node.section).get(status)
    case 'answer': {
      const { body, contentType, headers } = node.node
      if (body.kind === 'none' && contentType === null && headers.length === 0) return defaultReplies.get(status)
      if (body.kind === 'default-errorfiles') return defaultReplies.get(status)
      return bindReply(node.node, binder, status)
    }
  }
}

function bindCookie(http: HttpOptions): CookiePersistence | null {
  const { cookie, dynamicCookieKey } = http
  if (cookie === null) return null
  const { isDynamic, ...rest } = cookie
  return { ...rest, dynamic: { isEnabled: isDynamic, key: dynamicCookieKey ?? '', valueOf: dynamicCookie } }
}

/** The value of a dynamic cookie: a hash of the key, the server's address and its port (seen to match the oracle). */
export function dynamicCookie(server: ServerState, key: string): string {
  const { address } = server
  if (address?.kind !== 'ip') return ''
  const ip = address.address.bytes
  const bytes = new Uint8Array(key.length + ip.length + 4)
  for (let at = 0; at < key.length; at++) bytes[at] = key.charCodeAt(at)
  bytes.set(ip, key.length)
  new DataView(bytes.buffer).setUint32(key.length + ip.length, address.port)
  return BigInt.asUintN(64, xxh64(bytes)).toString(16).padStart(16, '0')
}

export { type AddressHeader, isInNetwork, type Network, parseNetwork } from './address-header.ts'
export { bindRequestCaptures } from './bind-captures.ts'
export { createErrorSet, createUserList } from './bind-settings.ts'
export { buildHttpServerSettings, buildHttpSettings, type HttpSurroundings } from './build-http.ts'
export { l7Bundle } from './bundle.ts'
export { blocksOf, type CacheEntry, HttpCache } from './cache/http-cache.ts'
export { cachesPort, HttpCaches } from './cache/http-caches.ts'
export type { CapturedMessage } from './captured-messages.ts'
export type { CheckAnswer } from './check-answer.ts'
export { type CompressionProcessOptions, compressionProcessOptions } from './compression/options.ts'
export { CompressionCounters } from './compression/settings.ts'
export { type CookiePersistence, CookieState, type DynamicCookies } from './cookies.ts'
export { createFcgiApp, type FcgiSurroundings } from './fcgi/bind-fcgi-app.ts'
export { ChunkedDecoder } from './h1/chunked.ts'
export { defaultLimits, type HeadLimits, HeadParser } from './h1/head-parser.ts'
export { incomplete, refused } from './h1/outcome.ts'
export { openHttp2 } from './h2/server-mux.ts'
export { httpEngineOf, limitHttpEngine } from './http-engine.ts'
export {
  type Condition,
  type ConnectionMode,
  defaultHttpServerSettings,
  defaultHttpSettings,
  type ErrorAnswer,
  type HeaderCapture,
  HttpBackend,
  HttpFrontend,
  type HttpServerSettings,
  type HttpSettings,
  type ReuseMode,
} from './http-proxy.ts'
export { answerByService, type HttpService, type ServiceRequest } from './http-service.ts'
export { headerNeedle, Message } from './message.ts'
export {
  type HttpErrorsOptions,
  type HttpOptions,
  type HttpProcessOptions,
  type HttpServerOptions,
  httpErrorsOptions,
  httpOptions,
  httpProcessOptions,
  httpServerOptions,
  type UserListOptions,
  userListOptions,
} from './options.ts'
export { createPasswordCheck } from './password-check.ts'
export { ServerPool } from './pool.ts'
export { createReply, defaultReplies, errorStatuses, parseReply, type Reply, reasonOf } from './reply.ts'
export { startHttpSession } from './session-handler.ts'
export { Transaction } from './transaction.ts'
export { type PasswordCheck, passwordPort, UserList } from './user-list.ts'

import type { TlsConnectSettings, TlsCounters } from '@weir/l4'

/** What an HTTP check can speak. */
export type CheckProtocol = 'h1' | 'h2'

/** TLS between checks and their server. */
export interface CheckTls {
  readonly settings: TlsConnectSettings
  /** `check-sni`; null for none. */
  readonly serverName: string | null
  /** Without a name, HTTP checks ask for the host of their request (`check-sni-auto`). */
  readonly asksForHost: boolean
  /** `check-alpn`; null for the protocols of the settings. */
  readonly alpn: readonly string[] | null
  /** True when checks speak TLS unless they say otherwise: `check-ssl`, or `ssl` without another port or address. */
  readonly isDefault: boolean
  readonly counters: TlsCounters
}

/** What the words of a `connect` rule say of a connection. */
export interface CheckWay {
  /** `default`: what is not said here is as the server's line says. */
  readonly isDefault: boolean
  readonly sendsProxy: boolean
  readonly goesThroughSocks: boolean
  readonly speaksTls: boolean
  readonly serverName: string | null
  readonly alpn: readonly string[] | null
  /** Of an HTTP check: null for what TLS agrees upon, and HTTP/1 without. */
  readonly protocol: CheckProtocol | null
}

/** A bare connection, whatever the server's line says. */
export const plainWay: CheckWay = {
  isDefault: false,
  sendsProxy: false,
  goesThroughSocks: false,
  speaksTls: false,
  serverName: null,
  alpn: null,
  protocol: null,
}

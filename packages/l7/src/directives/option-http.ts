/** `option …` lines of HTTP that switch one thing on or off (manual 4.2). */
import { defineDirective, type SectionKind } from '@weir/keyword'
import { type HttpOptions, httpOptions } from '../options.ts'

const everywhere: readonly SectionKind[] = ['defaults', 'frontend', 'backend', 'listen']
const front: readonly SectionKind[] = ['defaults', 'frontend', 'listen']
const back: readonly SectionKind[] = ['defaults', 'backend', 'listen']

interface SwitchRow {
  readonly name: string
  readonly summary: string
  readonly sections: readonly SectionKind[]
  /** True for one that HAProxy takes in TCP mode without a word. */
  readonly isAnyMode?: true
  readonly set: (record: HttpOptions, isOn: boolean) => void
}

const connection = (mode: HttpOptions['connectionMode']) => (record: HttpOptions, isOn: boolean) => {
  if (isOn) record.connectionMode = mode
  else if (record.connectionMode === mode) record.connectionMode = null
}

const rows: readonly SwitchRow[] = [
  {
    name: 'option httpclose',
    summary: 'Closes connections after each exchange, on the side that the section governs.',
    sections: everywhere,
    set: connection('close'),
  },
  {
    name: 'option http-server-close',
    summary: 'Closes server connections after each exchange and keeps client connections.',
    sections: everywhere,
    set: connection('server-close'),
  },
  {
    name: 'option http-keep-alive',
    summary: 'Keeps connections on both sides, which is the default.',
    sections: everywhere,
    set: connection('keep-alive'),
  },
  {
    name: 'option http-buffer-request',
    summary: 'Waits for the request body, or a buffer full of it, before the rules run.',
    sections: everywhere,
    set: (record, isOn) => {
      record.buffersRequest = isOn
    },
  },
  {
    name: 'option http-ignore-probes',
    summary: 'Says nothing to clients that leave or time out before they send a byte.',
    sections: front,
    set: (record, isOn) => {
      record.ignoresProbes = isOn
    },
  },
  {
    name: 'option http-use-proxy-header',
    summary: 'Takes and asks for the credentials of requests to a proxy in the headers for proxies.',
    sections: front,
    set: (record, isOn) => {
      record.usesProxyHeaders = isOn
    },
  },
  {
    name: 'option idle-close-on-response',
    summary: 'Closes idle client connections only behind a last response when the proxy stops.',
    sections: front,
    set: (record, isOn) => {
      record.keepsIdleUntilResponse = isOn
    },
  },
  {
    name: 'option prefer-last-server',
    summary: 'Sends the requests of a session to the server that it keeps a connection to, where it can.',
    sections: back,
    set: (record, isOn) => {
      record.prefersLastServer = isOn
    },
  },
  {
    name: 'option checkcache',
    summary: 'Blocks responses that set a cookie and that a cache may keep.',
    sections: back,
    set: (record, isOn) => {
      record.checksCacheability = isOn
    },
  },
  {
    name: 'option http-pretend-keepalive',
    summary: 'Does not announce to the server that its connection will be closed.',
    sections: back,
    set: (record, isOn) => {
      record.pretendsKeepAlive = isOn
    },
  },
  {
    name: 'option http-drop-request-trailers',
    summary: 'Leaves trailers out of requests.',
    sections: back,
    set: (record, isOn) => {
      record.dropsRequestTrailers = isOn
    },
  },
  {
    name: 'option http-drop-response-trailers',
    summary: 'Leaves trailers out of responses.',
    sections: front,
    set: (record, isOn) => {
      record.dropsResponseTrailers = isOn
    },
  },
  {
    name: 'option disable-h2-upgrade',
    summary: 'Keeps clients from speaking HTTP/2 in clear without being told that they may.',
    sections: front,
    set: (record, isOn) => {
      record.disablesH2Upgrade = isOn
    },
  },
  {
    name: 'option accept-unsafe-violations-in-http-request',
    summary: 'Takes requests that break the protocol in ways that were seen to be exploited.',
    sections: front,
    set: (record, isOn) => {
      record.isLenientOnRequests = isOn
    },
  },
  {
    name: 'option accept-unsafe-violations-in-http-response',
    summary: 'Takes responses that break the protocol in ways that were seen to be exploited.',
    sections: back,
    set: (record, isOn) => {
      record.isLenientOnResponses = isOn
    },
  },
  {
    name: 'option h1-case-adjust-bogus-client',
    summary: 'Spells header names to clients as `h1-case-adjust` says.',
    sections: front,
    isAnyMode: true,
    set: (record, isOn) => {
      record.adjustsResponseCase = isOn
    },
  },
  {
    name: 'option h1-case-adjust-bogus-server',
    summary: 'Spells header names to servers as `h1-case-adjust` says.',
    sections: back,
    isAnyMode: true,
    set: (record, isOn) => {
      record.adjustsRequestCase = isOn
    },
  },
]

export const httpSwitchDirectives = rows.map(({ name, summary, sections, isAnyMode = false, set }) =>
  defineDirective({
    name,
    summary,
    manual: '4.2',
    sections,
    prefixes: ['no', 'default'],
    needsHttp: !isAnyMode,
    options: httpOptions,
    params: [],
    apply: (record, _values, site) => set(record, site.prefix === null),
  }),
)

const deprecated: readonly (readonly [string, string, (record: HttpOptions, isOn: boolean) => void])[] = [
  [
    'request',
    'option accept-invalid-http-request',
    (record, isOn) => {
      record.isLenientOnRequests = isOn
    },
  ],
  [
    'response',
    'option accept-invalid-http-response',
    (record, isOn) => {
      record.isLenientOnResponses = isOn
    },
  ],
]

export const deprecatedSwitchDirectives = deprecated.map(([side, name, set]) =>
  defineDirective({
    name,
    summary: `The former name of 'option accept-unsafe-violations-in-http-${side}'.`,
    manual: '4.2',
    sections: side === 'request' ? front : back,
    prefixes: ['no', 'default'],
    needsHttp: true,
    options: httpOptions,
    params: [],
    apply(record, _values, site) {
      site.warn(
        `option '${name.slice(7)}' is deprecated. please use 'option accept-unsafe-violations-in-http-${side}' if absolutely needed.`,
      )
      set(record, site.prefix === null)
    },
  }),
)

const inertRows: readonly (readonly [string, readonly SectionKind[], string, string, SwitchRow['set']])[] = [
  [
    'option http-no-delay',
    everywhere,
    'Sends what there is at once, also in the middle of a message.',
    'whatever arrives is always sent on at once',
    (record, isOn) => {
      record.noDelay = isOn
    },
  ],
]

/** Switches that ask for what is always so. */
export const inertSwitchDirectives = inertRows.map(([name, sections, summary, withoutEffect, set]) =>
  defineDirective({
    name,
    summary,
    manual: '4.2',
    sections,
    prefixes: ['no', 'default'],
    needsHttp: true,
    options: httpOptions,
    withoutEffect,
    params: [],
    apply: (record, _values, site) => set(record, site.prefix === null),
  }),
)

import { definePass, type ProxyModel } from '@weir/keyword'
import { type HttpOptions, httpOptions } from '../options.ts'

interface Row {
  /** True where HAProxy says it of a line of the other side too, which it has called ignored already. */
  readonly isSaidTwice?: true
  readonly side: 'frontend' | 'backend' | 'both'
  readonly isSet: (http: HttpOptions) => boolean
  readonly say: (proxy: string) => string
}

const option = (name: string, side: Row['side'], isSet: Row['isSet']): Row => ({
  side,
  isSet,
  say: (proxy) => `'option ${name}' ignored for ${proxy} as it requires HTTP mode.`,
})

const rows: readonly Row[] = [
  {
    side: 'backend',
    isSaidTwice: true,
    isSet: (http) => http.cookie !== null,
    say: (proxy) => `cookie will be ignored for ${proxy} (needs 'mode http').`,
  },
  {
    side: 'frontend',
    isSaidTwice: true,
    isSet: (http) => http.monitorUri !== null,
    say: (proxy) => `monitor-uri will be ignored for ${proxy} (needs 'mode http').`,
  },
  {
    side: 'frontend',
    isSaidTwice: true,
    isSet: (http) => http.cookieCapture !== null,
    say: (proxy) => `'capture' statement ignored for ${proxy} as it requires HTTP mode.`,
  },
  {
    side: 'both',
    isSet: (http) => http.redirects.length > 0,
    say: (proxy) => `'redirect' rules ignored for ${proxy} as they require HTTP mode.`,
  },
  option('forwardfor', 'both', (http) => http.forwardFor !== null),
  option('originalto', 'both', (http) => http.originalTo !== null),
  option('checkcache', 'backend', (http) => http.checksCacheability),
  option('http-buffer-request', 'both', (http) => http.buffersRequest),
  option('http-ignore-probes', 'frontend', (http) => http.ignoresProbes),
  option('disable-h2-upgrade', 'frontend', (http) => http.disablesH2Upgrade),
  option('accept-unsafe-violations-in-http-request', 'frontend', (http) => http.isLenientOnRequests),
  option('accept-unsafe-violations-in-http-response', 'backend', (http) => http.isLenientOnResponses),
  option('http-pretend-keepalive', 'backend', (http) => http.pretendsKeepAlive),
  option('http-no-delay', 'both', (http) => http.noDelay),
  option('http-use-proxy-header', 'frontend', (http) => http.usesProxyHeaders),
  option('idle-close-on-response', 'frontend', (http) => http.keepsIdleUntilResponse),
  option('prefer-last-server', 'backend', (http) => http.prefersLastServer),
]

/** The lines that HAProxy names; others that only HTTP mode reads are left out in silence. */
export const httpSettingsInTcp = definePass({
  name: 'http-settings-in-tcp',
  summary: 'Warns about settings of HTTP in a proxy that is not in HTTP mode.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (proxy.mode === 'http' || proxy.isDisabled) continue
      const name = `${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}'`
      for (const { side, isSaidTwice, isSet, say } of rows) {
        const ignored = isSaidTwice === true ? proxy.ignored : undefined
        const options = hasSide(proxy, side) ? proxy.options : ignored
        if (options !== undefined && isSet(options.get(httpOptions)))
          report({ code: 'l7/setting-in-tcp', severity: 'warning', message: say(name), span: proxy.span })
      }
    }
  },
})

function hasSide(proxy: ProxyModel, side: Row['side']): boolean {
  if (side === 'frontend') return proxy.isFrontend
  return side === 'both' || proxy.isBackend
}

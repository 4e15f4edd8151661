/** What HTTP listeners offer with ALPN when nothing is said, as far as it is spoken. */
export const defaultHttpAlpn: readonly string[] = ['h2', 'http/1.1']

/** Protocols that HTTP proxies do not speak: they are not offered, so that peers fall back on one that is spoken. */
export const unspokenByHttp: readonly string[] = ['h2']

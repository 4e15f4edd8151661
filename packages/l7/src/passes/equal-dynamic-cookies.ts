import { type ServerAddress, serverLines, serverOptions } from '@weir/balance'
import { formatSocketAddress } from '@weir/base'
import { definePass } from '@weir/keyword'
import { httpOptions } from '../options.ts'

/** A dynamic cookie is made of the address and port of a server and a key: servers at one place get one cookie. */
export const equalDynamicCookies = definePass({
  name: 'equal-dynamic-cookies',
  summary: 'Warns about servers that cannot be told apart by their dynamic cookies.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const { cookie, dynamicCookieKey } = proxy.options.get(httpOptions)
      if (cookie?.isDynamic !== true || dynamicCookieKey === null) continue
      const counts = new Map<string, number>()
      for (const { options, span, address } of proxy.options.get(serverLines).serverLines) {
        const place = placeOf(address)
        const { cookie: ownCookie, isDisabled } = options.get(serverOptions)
        if (place === null || ownCookie !== null || isDisabled) continue
        const count = counts.get(place) ?? 0
        counts.set(place, count + 1)
        for (let other = 0; other < count; other++) {
          report({
            code: 'l7/equal-cookies',
            severity: 'warning',
            message: `We generated two equal cookies for two different servers. Please change the secret key for '${proxy.name}'.`,
            span,
          })
        }
      }
    }
  },
})

/** Null where the address is not known yet, or where there is none to make a cookie of. */
function placeOf({ address, usesClientAddress, port }: ServerAddress): string | null {
  if (usesClientAddress) return `*:${port}`
  return address?.kind === 'ip' ? formatSocketAddress(address) : null
}

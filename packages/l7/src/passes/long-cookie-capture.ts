import { definePass } from '@weir/keyword'
import { httpOptions, httpProcessOptions } from '../options.ts'

/** Of a captured cookie no more is kept than the process allows. */
export const longCookieCapture = definePass({
  name: 'long-cookie-capture',
  summary: 'Warns about captured cookies that are cut.',
  run({ model, report }) {
    const { maxCookieLength } = model.global.options.get(httpProcessOptions)
    for (const proxy of model.proxies) {
      const capture = proxy.isFrontend && !proxy.isDisabled ? proxy.options.get(httpOptions).cookieCapture : null
      if (capture === null || capture.maxLength <= maxCookieLength) continue
      const kind = proxy.kind === 'listen' ? 'proxy' : proxy.kind
      report({
        code: 'l7/long-cookie-capture',
        severity: 'warning',
        message: `truncating capture length to ${maxCookieLength} bytes for ${kind} '${proxy.name}'`,
        span: proxy.span,
        hint: "'tune.http.cookielen' of 'global' sets how much is kept",
      })
    }
  },
})

import { definePass } from '@weir/keyword'
import { backendCheckOptions } from '../options.ts'

/** Both say something of the answers to HTTP checks. */
export const unusedCheckAnswers = definePass({
  name: 'unused-check-answers',
  summary: "Warns about 'disable-on-404' and 'send-state' next to a check that is not of HTTP.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      // Lines of a frontend have been called ignored, and are called so once more.
      const options = proxy.isBackend ? proxy.options : proxy.ignored
      if (options === undefined || proxy.isDisabled) continue
      const { kind, disablesOn404, sendsState } = options.get(backendCheckOptions)
      if (kind === null || kind.name === 'httpchk') continue
      const words = [...(disablesOn404 ? ['disable-on-404'] : []), ...(sendsState ? ['send-state'] : [])]
      for (const word of words)
        report({
          code: 'health/unused-check-answers',
          severity: 'warning',
          message: `'${word}' will be ignored for ${proxy.kind === 'listen' ? 'proxy' : proxy.kind} '${proxy.name}' (requires 'option httpchk').`,
          span: proxy.span,
        })
    }
  },
})

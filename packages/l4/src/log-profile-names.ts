import { type ActionKeyword, definePass } from '@weir/keyword'
import { doLog } from './actions/do-log.ts'

export const logProfileNames = definePass({
  name: 'log-profile-names',
  summary: "Finds the profiles that 'do-log' rules name and that do not exist.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      for (const { action } of [...proxy.rules.values()].flat()) {
        if ((action.keyword as ActionKeyword<never>) !== (doLog as ActionKeyword<never>)) continue
        const [{ profile }] = action.values as Parameters<typeof doLog.bind>[0]
        if (profile === undefined || model.find('log-profile', profile.text) !== null) continue
        report({
          code: 'l4/unknown-log-profile',
          severity: 'alert',
          message: `Proxy '${proxy.name}': do-log action: profile '${profile.text}' is invalid.`,
          span: profile.span,
        })
      }
    }
  },
})

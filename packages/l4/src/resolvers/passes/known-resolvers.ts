import { resolutionOptions, serverLines } from '@weir/balance'
import { type ActionKeyword, definePass, type Model } from '@weir/keyword'
import { doResolve } from '../../actions/do-resolve.ts'

/** A section called `default` exists without being written (manual 5.3.2). */
const exists = (model: Model, name: string): boolean => name === 'default' || model.find('resolvers', name) !== null

export const knownResolvers = definePass({
  name: 'known-resolvers',
  summary: 'Finds the resolvers sections that servers and rules name and that do not exist.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      for (const { name, options, span } of proxy.options.get(serverLines).serverLines) {
        const { resolvers } = options.get(resolutionOptions)
        if (resolvers === null || exists(model, resolvers)) continue
        report({
          code: 'l4/unknown-resolvers',
          severity: 'alert',
          message: `proxy '${proxy.name}', server '${name}': unable to find required resolvers '${resolvers}'`,
          span,
        })
      }
      for (const { action } of [...proxy.rules.values()].flat()) {
        if ((action.keyword as ActionKeyword<never>) !== (doResolve as ActionKeyword<never>)) continue
        const [{ resolvers }] = action.values as Parameters<typeof doResolve.bind>[0]
        if (exists(model, resolvers)) continue
        report({
          code: 'l4/unknown-resolvers',
          severity: 'alert',
          message: `Proxy '${proxy.name}': Can't find resolvers section '${resolvers}' for do-resolve action.`,
          span: action.span,
        })
      }
    }
  },
})

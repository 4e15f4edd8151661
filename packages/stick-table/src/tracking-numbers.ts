import { definePass, type RuleNode } from '@weir/keyword'
import { trackingOptions } from './options.ts'

/** The number that a rule's action tracks or changes; null for other actions. */
function numberOf({ action }: RuleNode): number | null {
  const [target] = action.values
  if (!/^(track-sc|sc-(inc|add)-gpc|sc-set-gpt)/.test(action.keyword.name)) return null
  return typeof target === 'number' ? target : (target as { readonly number: number }).number
}

/** Numbers have to lie below `tune.stick-counters`, wherever in the file that stands. */
export const trackingNumbers = definePass({
  name: 'tracking-numbers',
  summary: 'Refuses tracked counters beyond tune.stick-counters.',
  run({ model, report }) {
    const { counterCount } = model.global.options.get(trackingOptions)
    for (const proxy of [...model.defaults, ...model.proxies]) {
      for (const rule of [...proxy.rules.values()].flat()) {
        const number = numberOf(rule)
        if (number === null || number < counterCount) continue
        const { name, keyword, span } = rule.action
        const isTracking = keyword.name === 'track-sc'
        const message = !isTracking
          ? `invalid stick table track ID '${name}'. The max allowed ID is ${counterCount - 1} (tune.stick-counters).`
          : counterCount === 0
            ? `${number} track-sc number not usable, stick-counters are disabled by tune.stick-counters.`
            : `${number} track-sc number exceeding ${counterCount - 1} (tune.stick-counters-1) value.`
        report({ stage: 'parsing', code: 'stick-table/tracking-number', severity: 'alert', message, span })
      }
    }
  },
})

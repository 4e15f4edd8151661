import { createStatsRule, statsPageOptions } from '@weir/control'
import type { ProxyModel } from '@weir/keyword'
import { buildHttpSettings, type HttpSettings } from '@weir/l7'
import type { Assembly } from './assembly.ts'

/** What a section says about HTTP, with the statistics page that it may have. */
export function httpSettingsOf(assembly: Assembly, model: ProxyModel): HttpSettings {
  const settings = buildHttpSettings(model, assembly.binder, { global: assembly.settings.model.global.options })
  const statsRule = createStatsRule({
    options: model.options.get(statsPageOptions),
    proxyName: model.name,
    binder: assembly.binder,
    view: () => assembly.view,
  })
  return statsRule === null ? settings : { ...settings, serviceRules: [statsRule] }
}

/** From a proxy of the model to what layer 7 runs with. */
import type { Binder, OptionsStore, ProxyModel } from '@weir/keyword'
import { bindHttpServer, bindHttpSettings } from './bind-settings.ts'
import type { HttpServerSettings, HttpSettings } from './http-proxy.ts'
import { type HttpProcessOptions, httpProcessOptions } from './options.ts'

/** What a proxy's HTTP settings depend on outside its section. */
export interface HttpSurroundings {
  /** The records of `global`. */
  readonly global: OptionsStore
}

/**
 * Binds what a frontend, backend or listen section says about HTTP. References must be settled. A `listen` section
 * has one list of rules for both of its sides: it is bound into both results and run once.
 */
export function buildHttpSettings(proxy: ProxyModel, binder: Binder, { global }: HttpSurroundings): HttpSettings {
  const process: HttpProcessOptions = global.get(httpProcessOptions)
  return bindHttpSettings({ options: proxy.options, rules: proxy.rules, binder, process })
}

/** Layer 7's words of one `server` line. */
export function buildHttpServerSettings(options: OptionsStore): HttpServerSettings {
  return bindHttpServer(options)
}

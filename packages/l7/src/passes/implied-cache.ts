import { definePass, type FilterNode, type PassSite, type ProxyModel, type Reference } from '@weir/keyword'
import { filterOptions } from '@weir/l4'
import { cacheOptions } from '../cache/options.ts'
import { cache } from '../filters/cache.ts'

const packing: ReadonlySet<string> = new Set(['compression', 'comp-req', 'comp-res'])
/** Filters beside which a cache needs no line of its own (manual 9.4). */
const modest: ReadonlySet<string> = new Set([...packing, 'cache', 'fcgi-app'])

/** Caches are filters even without a `filter` line, in front of compression. */
export const impliedCache = definePass({
  name: 'implied-cache',
  summary: 'Checks the sizes of caches, and adds the filters that rules with caches imply.',
  run(site) {
    for (const section of site.model.sections) {
      if (section.kind !== 'cache') continue
      const { totalMegabytes, maxObjectBytes } = section.options.get(cacheOptions)
      const half = (totalMegabytes ?? 0) * 512 * 1024
      // A line that was refused has been complained about.
      if (totalMegabytes === null && section.lineOf('total-max-size') !== null) continue
      if (half === 0) complain(site, section.span, `Size not specified for cache '${section.name}'`)
      else if (maxObjectBytes > half)
        complain(site, section.span, `"max-object-size" is limited to an half of "total-max-size" => ${half}`)
    }
    for (const proxy of site.model.proxies) addFilters(site, proxy)
  },
})

function addFilters(site: PassSite, proxy: ProxyModel): void {
  const { filters } = proxy.options.get(filterOptions)
  const declared = new Set<string>()
  let packs = false
  for (const { call, span } of filters) {
    if (packing.has(call.name)) packs = true
    if (call.keyword !== cache) continue
    const { name } = call.values[0] as Reference
    if (declared.has(name))
      complain(site, span, `${proxy.name}: multiple explicit declarations of the cache filter '${name}'`)
    if (packs)
      complain(
        site,
        span,
        `config: proxy '${proxy.name}': unable to enable the compression filter before the cache '${name}'.`,
      )
    declared.add(name)
  }
  for (const reference of usedCaches(proxy)) {
    const { name, span } = reference
    if (declared.has(name)) continue
    declared.add(name)
    if (filters.every(({ call }) => modest.has(call.name))) {
      const node: FilterNode = {
        id: cache.name,
        call: { keyword: cache, name: cache.name, values: [reference], span },
        span,
      }
      filters.unshift(node)
    } else
      complain(
        site,
        span,
        `config: proxy '${proxy.name}': require an explicit filter declaration to use the cache '${name}'.`,
        `add 'filter cache ${name}' where it is to stand among the other filters`,
      )
  }
}

function usedCaches(proxy: ProxyModel): Reference[] {
  const rules = [...(proxy.rules.get('http-request') ?? []), ...(proxy.rules.get('http-response') ?? [])]
  return rules
    .filter(({ action }) => action.keyword.name === 'cache-use' || action.keyword.name === 'cache-store')
    .map(({ action }) => action.values[0] as Reference)
}

function complain({ report }: PassSite, span: FilterNode['span'], message: string, hint?: string): void {
  report({ code: 'l7/cache', severity: 'alert', message, span, ...(hint === undefined ? {} : { hint }) })
}

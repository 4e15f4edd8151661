import type { ProxyModel } from '@weir/keyword'
import { balanceOptions } from './options.ts'

const layer7Algorithms = new Set(['uri', 'url_param', 'hdr'])

/** True for an algorithm that reads HTTP requests in a proxy that has none; `roundrobin` takes its place. */
export function lacksHttp(proxy: Pick<ProxyModel, 'mode' | 'options'>): boolean {
  const { algorithm } = proxy.options.get(balanceOptions)
  return algorithm !== null && layer7Algorithms.has(algorithm.name) && proxy.mode !== 'http'
}

import type { TrafficObserver } from '@weir/balance'
import type { ServerChecker } from './server-checker.ts'

/**
 * Counts errors of real traffic in a row (server option `observe`). At layer 7 statuses 100 to 499, 501 and 505 are good
 * (manual 5.2), and a good connection alone proves nothing.
 */
export function observeTraffic(checker: ServerChecker, layer: 'layer4' | 'layer7'): TrafficObserver {
  return {
    onConnection(isGood) {
      if (!isGood) checker.observe('L4 unsuccessful connection')
      else if (layer === 'layer4') checker.observe(null)
    },
    onResponse(status) {
      if (layer === 'layer4') return
      if (status === null) checker.observe('Read error (http)')
      else checker.observe(status < 500 || status === 501 || status === 505 ? null : 'Wrong http response')
    },
  }
}

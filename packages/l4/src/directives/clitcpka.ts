/** How TCP probes idle connections (manual 4.2): of effect with `option clitcpka` and `option srvtcpka`. */
import { defineDirective, duration, int, type SectionKind } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

const sides = [
  ['clitcpka', 'clientProbes', ['defaults', 'frontend', 'listen'], 'clients'],
  ['srvtcpka', 'serverProbes', ['defaults', 'listen', 'backend'], 'servers'],
] as const satisfies readonly (readonly [string, string, readonly SectionKind[], string])[]

export const keepAliveProbes = sides.flatMap(([prefix, field, sections, peers]) => [
  defineDirective({
    name: `${prefix}-cnt`,
    summary: `Sets after how many probes without an answer connections to ${peers} are dropped.`,
    manual: '4.2',
    sections,
    options: proxyOptions,
    params: [int('count', { isStrict: true })],
    apply(record, [count]) {
      record[field] = { ...record[field], count }
    },
  }),
  defineDirective({
    name: `${prefix}-idle`,
    summary: `Sets after how much silence ${peers} are probed.`,
    manual: '4.2',
    sections,
    options: proxyOptions,
    params: [duration('timeout', 's')],
    apply(record, [idleMs]) {
      record[field] = { ...record[field], idleSeconds: Math.ceil(idleMs / 1000) }
    },
  }),
  defineDirective({
    name: `${prefix}-intvl`,
    summary: `Sets the time between two probes of ${peers}.`,
    manual: '4.2',
    sections,
    options: proxyOptions,
    params: [duration('timeout', 's')],
    apply(record, [intervalMs]) {
      record[field] = { ...record[field], intervalSeconds: Math.ceil(intervalMs / 1000) }
    },
  }),
])

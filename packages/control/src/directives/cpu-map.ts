import { custom, defineDirective, rest } from '@weir/keyword'
import { processOptions } from '../options.ts'

interface ThreadSet {
  readonly isAuto: boolean
  readonly group: string
  readonly threads: string
}

const setPattern = /^(all|odd|even|[0-9]+(-[0-9]*)?)$/
const help =
  "cpu-map expects a thread set ('all', 'odd', 'even', a number from 1 to 64 or a range), optionally after a group and '/', followed by a list of CPU ranges with numbers from 0 to 1023"

const threadSet = custom<ThreadSet>('set', '[auto:]<group>[/<threads>]', (reader) => {
  const text = reader.next()?.text
  if (text === undefined || reader.peek() === null) return reader.fail(help)
  const isAuto = text.startsWith('auto:')
  const [group = '', threads = 'all'] = (isAuto ? text.slice(5) : text).split('/')
  for (const part of [group, threads]) {
    const isInRange = (part.match(/[0-9]+/g) ?? []).every((number) => Number(number) >= 1 && Number(number) <= 64)
    if (!setPattern.test(part) || !isInRange)
      return reader.fail(`cpu-map : '${part}' is not a valid number/range. It supports numbers from 1 to 64.`)
  }
  return { isAuto, group, threads }
})

/** The processors of `0-3,8 10`, or the word that is none. */
export function parseCpuSet(words: readonly string[]): number[] | { readonly error: string } {
  const cpus: number[] = []
  for (const part of words.flatMap((word) => word.split(','))) {
    // Only the start has to be a number, and the ends may be swapped (seen in the oracle).
    const match = /^([0-9]+)(?:-([0-9]*).*)?$/.exec(part)
    const [one, other] = [Number(match?.[1]), Number(match?.[2] || match?.[1])]
    if (match === null || Math.max(one, other) > 1023) return { error: part }
    for (let cpu = Math.min(one, other); cpu <= Math.max(one, other); cpu++) cpus.push(cpu)
  }
  return cpus
}

/** How many threads a range with two ends has; null where that depends on the process. */
function countOf(threads: string): number | null {
  const match = /^([0-9]+)-([0-9]+)$/.exec(threads)
  return match === null ? null : Math.abs(Number(match[2]) - Number(match[1])) + 1
}

/** Binds threads to processors. Manual 3.1. */
export const cpuMap = defineDirective({
  name: 'cpu-map',
  summary: 'Binds threads to processors.',
  manual: '3.1',
  sections: ['global'],
  options: processOptions,
  params: [threadSet, rest('cpus')],
  apply(record, [{ isAuto, group, threads }, words], site) {
    const cpus = parseCpuSet(words.map((word) => word.text))
    if ('error' in cpus) site.complain(`cpu-map : '${cpus.error}' is not a CPU range`)
    else if (isAuto && countOf(threads) !== null && countOf(threads) !== cpus.length)
      site.complain('cpu-map : thread range and CPU sets must have the same size to be automatically bound')
    else record.cpuMap.push({ isAuto, group, threads, cpus })
  },
})

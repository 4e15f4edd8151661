import { custom, defineConverter } from '@weir/keyword'

/** Thousandths of a q-factor: a missing one is 1, an unreadable one too (as the oracle shows). */
function readQuality(parameters: string): number {
  const match = /^[ \t]*;[ \t]*q=([01](?:\.([0-9]{0,3})[0-9]*)?)/.exec(parameters)
  if (match === null) return 1000
  return match[1]!.startsWith('1') ? 1000 : Number((match[2] ?? '').padEnd(3, '0') || 0)
}

/** Picks the best language of an Accept-Language header from a list. Manual 7.3.1. */
export const language = defineConverter({
  name: 'language',
  summary: 'Gives the language of a list that an Accept-Language header likes best, or a default.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [
    custom('value', '<value>', (reader) => {
      const word = reader.next()
      return word === null
        ? reader.fail('expects a list of languages')
        : word.text.split(';').filter((each) => each !== '')
    }),
    custom('default', '[default]', (reader) => reader.next()?.text || null),
  ],
  examples: [
    { expression: "str('fr;q=0.5,en;q=0.8'),language(fr;en)", gives: 'en' },
    { expression: "str('fr-CA,en'),language(en;fr)", gives: 'fr' },
    { expression: 'str(de),language(es;fr,none)', gives: 'none' },
  ],
  bind:
    ([offered, fallback]) =>
    (input) => {
      let best: string | null = null
      let bestQuality = 0
      const items = input.split(',')
      for (let at = 0; at < items.length; at++) {
        const match = /^[ \t]*([^;, \t]+)(.*)$/s.exec(items[at]!)
        if (match === null) continue
        const wanted = match[1]!
        const base = wanted.split('-')[0]!
        const found = offered.includes(wanted) ? wanted : offered.includes(base) ? base : null
        if (found === null) continue
        // A bare nought takes the comma behind it along, and so what stands behind that (seen in the oracle).
        if (/;[ \t]*q=0$/.test(match[2]!)) at++
        const quality = readQuality(match[2]!)
        if (quality <= bestQuality) continue
        best = found
        bestQuality = quality
      }
      return best ?? fallback
    },
})

import { defineRuntimeCommand, failure } from '../command.ts'
import type { ProcessView } from '../process-view.ts'
import { nameserversAsCsv, nameserversAsJson, nameserversAsTyped } from '../stats/name-servers.ts'
import { everyRow, type RowSelection } from '../stats/row.ts'
import { writeCsv, writeJson, writeTyped } from '../stats/write.ts'

/** Management manual 9.3: `[domain proxy|resolvers] [{<iid>|<proxy>} <type> <sid>] [typed|json] [desc] [up|no-maint]`. */
export const showStat = defineRuntimeCommand({
  name: 'show stat',
  usage: 'show stat [desc|json|no-maint|typed|up]*',
  summary: 'Report counters for each proxy and server.',
  level: 'user',
  run({ args, view }) {
    let words = args
    if (words[0] === 'domain') {
      if (words[1] === 'resolvers') return nameservers(view, words.slice(2))
      if (words[1] !== 'proxy') return failure('Invalid statistics domain.')
      words = words.slice(2)
    }
    let selection: RowSelection = everyRow
    if (words.length >= 3) {
      const [reference, kinds, objectId] = words as [string, string, string]
      const isNumber = /^-?[0-9]+$/.test(reference)
      if (!isNumber && !view.proxies.some(({ name }) => name === reference)) return failure('No such proxy.')
      selection = {
        ...everyRow,
        proxy: isNumber ? (Number(reference) === -1 ? null : Number(reference)) : reference,
        kinds: toInteger(kinds),
        objectId: toInteger(objectId),
      }
      words = words.slice(3)
    }
    selection = { ...selection, onlyUp: words.includes('up'), skipsMaintenance: words.includes('no-maint') }
    if (words.includes('json')) return withLineFeed(writeJson(view, selection))
    return words.includes('typed') ? writeTyped(view, selection, words.includes('desc')) : writeCsv(view, selection)
  },
})

function nameservers(view: ProcessView, words: readonly string[]): string {
  if (words.includes('json')) return nameserversAsJson(view)
  return words.includes('typed') ? nameserversAsTyped(view, words.includes('desc')) : nameserversAsCsv(view)
}

/** What is no number counts as 0, as HAProxy reads it. */
function toInteger(text: string): number {
  const value = Number.parseInt(text, 10)
  return Number.isNaN(value) ? 0 : value
}

function* withLineFeed(parts: Iterable<string>): Generator<string> {
  yield* parts
  yield '\n'
}

/** Asks HAProxy for every converter call over every edge input: one path a call, one line of the answer an input. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EdgeCall, edgeCalls, edgeInputs, edgePrelude, edgeVariable } from './cases/edges.ts'
import { askEach, quote } from './haproxy.ts'

/** Characters of a result that are shown; the rest is known by its hash. */
const shown = 48

/** How a variable is answered: as text, as bytes, and the hash of the bytes. Null stands for no sample. */
export const answerExpressions = [`concat(,,),bytes(0,${shown}),hex`, `bytes(0,${shown}),hex`, 'sha1,hex'] as const

/** `text`, then the bytes where they differ, then a hash where there are more than are shown. */
export function describeAnswer(textHex: string, bytesHex: string, digestHex: string): string {
  const text = Buffer.from(textHex, 'hex').toString('latin1')
  const bytes = textHex === bytesHex ? '' : ` x${bytesHex.toLowerCase()}`
  const isCut = textHex.length === 2 * shown || bytesHex.length === 2 * shown
  return `${text}${bytes}${isCut ? ` #${digestHex.slice(0, 16).toLowerCase()}` : ''}`
}

export type EdgeResult = EdgeCall & ({ readonly gives: readonly (string | null)[] } | { readonly error: string })

export async function recordEdges(binary: string): Promise<readonly EdgeResult[]> {
  const names = Object.keys(edgeInputs)
  const raw = await askEach(
    edgeCalls.length,
    (results, directory, socket) => {
      const lines = ['global', ' nbthread 1', 'defaults', ' mode http', ' timeout client 60s', 'frontend f']
      const owners = new Map<number, number>()
      lines.push(` bind unix@${socket}`)
      for (const [action, expression] of edgePrelude()) lines.push(` http-request ${action} ${quote(expression)}`)
      edgeCalls.forEach(({ call, map }, index) => {
        if (results[index] !== null) return
        const place = join(directory, `map-${index}`)
        if (map !== undefined) writeFileSync(place, map, 'latin1')
        for (const name of names) {
          const expression = `var(${edgeVariable(name)}),${call.replace('MAP', place)}`
          lines.push(` http-request set-var(txn.r_${name}) ${quote(expression)} if { path /${index} }`)
          owners.set(lines.length, index)
        }
      })
      const answer = names.map((name) => answerExpressions.map((text) => `%[var(txn.r_${name}),${text}]`).join(';'))
      writeFileSync(join(directory, 'answer'), `${answer.join('\n')}\n`)
      lines.push(` http-request return status 200 content-type text/plain lf-file ${join(directory, 'answer')}`, '')
      return { text: lines.join('\n'), lineOwners: owners }
    },
    binary,
  )
  return edgeCalls.map((call, index): EdgeResult => {
    const result = raw[index]!
    if ('error' in result) return { ...call, error: result.error.replace(/^error detected .*: /, '') }
    const answers = result.body.split('\n').slice(0, names.length)
    if (answers.length !== names.length) throw new Error(`'${call.call}' gave ${result.status} ${result.body}`)
    return {
      ...call,
      gives: answers.map((line) => {
        const [text = '', bytes = '', digest = ''] = line.split(';')
        return digest === '' ? null : describeAnswer(text, bytes, digest)
      }),
    }
  })
}

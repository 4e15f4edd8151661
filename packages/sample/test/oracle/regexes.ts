/** Asks HAProxy what regular expressions find: one path an expression, one line of the answer a subject. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { regexCases, regexLines, regexSubjects } from './cases/regexes.ts'
import { askEach, quote } from './haproxy.ts'

/** What a match is turned into: the whole and the first groups. */
export const regexAnswer = '<\\0|\\1|\\2|\\3>'

/** For each subject the answer, 'yes' for a match that is not told, or null for none. */
export type RegexResult = { readonly regex: string; readonly isLine?: true } & (
  | { readonly gives: readonly (string | null)[] }
  | { readonly error: string }
)

const sample = (subject: string): string =>
  subject === '' ? 'str()' : `bin(${Buffer.from(subject, 'latin1').toString('hex')})`

export async function recordRegexes(binary: string): Promise<readonly RegexResult[]> {
  const cases = [
    ...regexCases.map((regex) => ({ regex })),
    ...regexLines.map((regex) => ({ regex, isLine: true as const })),
  ]
  const raw = await askEach(
    cases.length,
    (results, directory, socket) => {
      const lines = ['global', ' nbthread 1', 'defaults', ' mode http', ' timeout client 60s', 'frontend f']
      const owners = new Map<number, number>()
      lines.push(` bind unix@${socket}`)
      for (const [index, { regex, ...kind }] of cases.entries()) {
        if (results[index] !== null) continue
        const place = join(directory, `regex-${index}`)
        const isLine = 'isLine' in kind
        writeFileSync(place, isLine ? `${regex}\n` : `${regex} ${regexAnswer}\n`, 'latin1')
        for (const [number, subject] of regexSubjects.entries()) {
          const value = isLine ? 'str(yes)' : `${sample(subject)},map_regm(${place})`
          const condition = isLine ? ` { ${sample(subject)} -m reg -f ${place} }` : ''
          lines.push(` http-request set-var(txn.r${number}) ${quote(value)} if { path /${index} }${condition}`)
          owners.set(lines.length, index)
        }
      }
      const answer = regexSubjects.map((_, number) => `%[var(txn.r${number}),concat(,,),hex]`)
      writeFileSync(join(directory, 'answer'), `${answer.join('\n')}\n`)
      lines.push(` http-request return status 200 content-type text/plain lf-file ${join(directory, 'answer')}`, '')
      return { text: lines.join('\n'), lineOwners: owners }
    },
    binary,
  )
  return cases.map((each, index): RegexResult => {
    const result = raw[index]!
    if ('error' in result)
      return { ...each, error: result.error.replace(/^.*?regex /, 'regex ').replace(/ at line 1 of .*/, '') }
    const answers = result.body.split('\n').slice(0, regexSubjects.length)
    if (answers.length !== regexSubjects.length) throw new Error(`'${each.regex}' gave ${result.status} ${result.body}`)
    return { ...each, gives: answers.map((hex) => (hex === '' ? null : Buffer.from(hex, 'hex').toString('latin1'))) }
  })
}

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { askWeir } from '../corpus/verdict.ts'
import { localPeer, places, spellings, textOf } from './cases.ts'
import { type Exception, exceptions } from './exceptions.ts'
import type { RecordedAddresses } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as RecordedAddresses

/** The machine on which HAProxy was asked knows one name. */
const files = {
  read: (path: string) => (path === '/etc/hosts' ? { text: '127.0.0.1 localhost\n' } : { error: 'no such file' }),
  list: () => ({ error: 'no such directory' }),
}

const used = new Set<Exception>()

test.each(Object.keys(places))('%s', async (place) => {
  const refused = new Map(
    Object.entries(recorded[place] ?? {}).flatMap(([said, those]) =>
      said.startsWith('alert') ? those.map((spelling) => [spelling, said] as const) : [],
    ),
  )
  const differences: string[] = []
  for (const spelling of spellings) {
    const { alerts, unresolved, failure } = await askWeir(textOf(place, spelling), localPeer, files)
    const ours = failure ?? alerts[0]?.message ?? unresolved[0] ?? null
    const theirs = refused.get(spelling) ?? null
    if ((ours === null) === (theirs === null) && failure === null) continue
    const exception = exceptions.find((each) => each.places.test(place) && each.spellings.test(spelling))
    if (exception === undefined)
      differences.push(`${spelling}: ${theirs ?? 'accepted'}, but Weir: ${ours ?? 'accepted'}`)
    else used.add(exception)
  }
  expect(differences).toEqual([])
})

test('every exception is needed', () => {
  expect(exceptions.filter((each) => !used.has(each))).toEqual([])
})

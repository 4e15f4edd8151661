/** Statistics of the domain `resolvers`: one row for each name server (management manual, `show stat domain`). */
import type { Nameserver, NameserverCounters } from '@weir/l4'
import type { ProcessView } from '../process-view.ts'
import { tagNames } from './write.ts'

interface Field {
  readonly name: string
  readonly description: string
  readonly tags: 'CGP' | 'MGP'
  readonly type: 'str' | 'u64'
  read(section: string, nameserver: Nameserver): string | number
}

const counter = (name: string, description: string, key: keyof NameserverCounters): Field => ({
  name,
  description,
  tags: 'MGP',
  type: 'u64',
  read: (_, { counters }) => counters[key],
})

const fields: readonly Field[] = [
  { name: 'id', description: 'ID', tags: 'CGP', type: 'str', read: (_, { name }) => name },
  { name: 'pid', description: 'Parent ID', tags: 'CGP', type: 'str', read: (section) => section },
  counter('sent', 'Sent', 'sent'),
  counter('send_error', 'Send error', 'sendErrors'),
  counter('valid', 'Valid', 'valid'),
  counter('update', 'Update', 'updates'),
  counter('cname', 'CNAME', 'aliases'),
  counter('cname_error', 'CNAME error', 'aliasErrors'),
  counter('any_err', 'Any errors', 'empty'),
  counter('nx', 'NX', 'nx'),
  counter('timeout', 'Timeout', 'timeouts'),
  counter('refused', 'Refused', 'refused'),
  counter('other', 'Other', 'other'),
  counter('invalid', 'Invalid', 'invalid'),
  counter('too_big', 'Too big', 'tooBig'),
  counter('truncated', 'Truncated', 'truncated'),
  counter('outdated', 'Outdated', 'outdated'),
]

/** The values of each name server, in the order of `fields`. */
function rowsOf(view: ProcessView): (string | number)[][] {
  return [...view.resolvers.values()].flatMap(({ name, nameservers }) =>
    nameservers.map((nameserver) => fields.map((field) => field.read(name, nameserver))),
  )
}

export function nameserversAsCsv(view: ProcessView): string {
  const lines = rowsOf(view).map((row) => `${row.join(',')},\n`)
  return `# ${fields.map(({ name }) => name).join(',')},\n${lines.join('')}`
}

export function nameserversAsTyped(view: ProcessView, hasDescriptions: boolean): string {
  const describe = (value: string | number, position: number): string => {
    const { name, tags, type, description } = fields[position]!
    return `N.${position}.${name}:${tags}V:${type}:${value}${hasDescriptions ? `:"${description}"` : ''}\n`
  }
  return rowsOf(view)
    .flatMap((row) => row.map(describe))
    .join('')
}

export function nameserversAsJson(view: ProcessView): string {
  const rows = rowsOf(view).map((row) =>
    row.map((value, position) => {
      const { name, tags, type } = fields[position]!
      return { field: { pos: position, name }, tags: tagNames(tags), value: { type, value } }
    }),
  )
  return `${JSON.stringify(rows)}\n`
}

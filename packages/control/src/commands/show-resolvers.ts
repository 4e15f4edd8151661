import type { Nameserver, NameserverCounters } from '@weir/l4'
import { defineRuntimeCommand, failure } from '../command.ts'

/** Labels as wide as HAProxy's, in its order. */
const rows: readonly (readonly [label: string, counter: keyof NameserverCounters])[] = [
  ['sent:        ', 'sent'],
  ['snd_error:   ', 'sendErrors'],
  ['valid:       ', 'valid'],
  ['update:      ', 'updates'],
  ['cname:       ', 'aliases'],
  ['cname_error: ', 'aliasErrors'],
  ['any_err:     ', 'empty'],
  ['nx:          ', 'nx'],
  ['timeout:     ', 'timeouts'],
  ['refused:     ', 'refused'],
  ['other:       ', 'other'],
  ['invalid:     ', 'invalid'],
  ['too_big:     ', 'tooBig'],
  ['truncated:   ', 'truncated'],
  ['outdated:    ', 'outdated'],
]

/** What name servers were asked and have answered. Management manual 9.3. */
export const showResolvers = defineRuntimeCommand({
  name: 'show resolvers',
  usage: 'show resolvers [<section>]',
  summary: 'Dump counters from all resolvers section and associated name servers.',
  level: 'user',
  run({ args, view }) {
    const [name] = args
    const sections = [...view.resolvers.values()].filter((section) => name === undefined || section.name === name)
    if (name !== undefined && sections.length === 0) return failure("Can't find that resolvers section")
    return sections
      .map((section) => `Resolvers section ${section.name}\n${section.nameservers.map(describe).join('')}`)
      .join('')
  },
})

function describe({ name, counters }: Nameserver): string {
  return ` nameserver ${name}:\n${rows.map(([label, counter]) => `  ${label}${counters[counter]}\n`).join('')}`
}

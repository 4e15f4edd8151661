import { custom, defineDirective } from '@weir/keyword'
import { type FamilyOptions, familyOptions } from '../options.ts'

const families: readonly string[] = ['ipv4', 'ipv6', 'auto']

export const dnsAcceptFamily = defineDirective({
  name: 'dns-accept-family',
  summary: 'Sets which kinds of addresses are asked of name servers and taken from them.',
  manual: '3.1',
  sections: ['global'],
  options: familyOptions,
  params: [
    custom('family', '{ipv4 | ipv6 | auto},[...]', (reader) => {
      const word = reader.next()
      const names = word?.text.split(',') ?? []
      const unknown = names.find((name) => !families.includes(name))
      if (word !== null && unknown === undefined) return names as FamilyOptions['accepts']
      return reader.fail(`'dns-accept-family' expects a list of 'ipv4', 'ipv6' and 'auto', but got '${unknown ?? ''}'.`)
    }),
  ],
  apply(record, [names]) {
    record.accepts = names
  },
})

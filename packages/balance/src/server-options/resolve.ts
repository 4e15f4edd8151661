import { custom, defineServerOption } from '@weir/keyword'
import { parseAddressNetwork } from '../resolution/network.ts'
import { resolutionOptions } from '../resolution/options.ts'

export const resolvers = defineServerOption({
  name: 'resolvers',
  summary: "Names the section that resolves the server's host name while running.",
  manual: '5.2',
  options: resolutionOptions,
  // Without a name it is the empty one, which no section has: said where all sections are known.
  params: [custom('id', '<id>', (reader) => reader.next()?.text ?? '')],
  apply(record, [name]) {
    record.resolvers = name
  },
})

const resolveOptionNames = ['allow-dup-ip', 'ignore-weight', 'prevent-dup-ip'] as const

export const resolveOpts = defineServerOption({
  name: 'resolve-opts',
  summary: 'Sets how answers of name servers are applied to the server.',
  manual: '5.2',
  options: resolutionOptions,
  params: [
    custom('option', '{allow-dup-ip | ignore-weight | prevent-dup-ip},[...]', (reader) => {
      const names = (reader.next()?.text ?? '').split(',')
      const unknown = names.find((name) => !(resolveOptionNames as readonly string[]).includes(name))
      // Nothing at all is let pass, as the oracle does.
      if (unknown === undefined || names.join('') === '') return names
      return reader.fail(
        `'resolve-opts' : unknown resolve-opts option '${unknown}', supported methods are 'allow-dup-ip', 'ignore-weight', and 'prevent-dup-ip'.`,
      )
    }),
  ],
  apply(record, [names]) {
    for (const name of names) {
      if (name === 'ignore-weight') record.ignoresWeight = true
      else if (name !== '') record.allowsDuplicates = name === 'allow-dup-ip'
    }
  },
})

export const resolvePrefer = defineServerOption({
  name: 'resolve-prefer',
  summary: 'Sets the family of addresses that is asked for first.',
  manual: '5.2',
  options: resolutionOptions,
  params: [
    custom('family', '{ipv4 | ipv6}', (reader) => {
      const family = reader.next()?.text
      if (family === 'ipv4') return 4
      if (family === 'ipv6') return 6
      return reader.fail("'resolve-prefer' expects either ipv4 or ipv6 as argument.")
    }),
  ],
  apply(record, [family]) {
    record.prefers = family
  },
})

const maximumNetworks = 5

export const resolveNet = defineServerOption({
  name: 'resolve-net',
  summary: 'Takes addresses in these networks before others.',
  manual: '5.2',
  options: resolutionOptions,
  params: [
    custom('network', '<network>[,...]', (reader) => {
      const word = reader.next()
      if (word === null) return reader.fail("'resolve-net' expects a list of networks.")
      const networks = []
      for (const text of word.text.split(',')) {
        const network = parseAddressNetwork(text)
        if (network === null) return reader.fail(`'resolve-net' invalid network '${text}'.`)
        if (networks.length === maximumNetworks) return reader.fail(`'resolve-net' exceed ${maximumNetworks} networks.`)
        networks.push(network)
      }
      return networks
    }),
  ],
  apply(record, [networks]) {
    record.networks = [...record.networks, ...networks]
  },
})

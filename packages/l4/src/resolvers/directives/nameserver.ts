import { custom, defineDirective, expandVariables, findInHostsFile, lineOptions, OptionsStore } from '@weir/keyword'
import { transportOptions } from '../../transport-options.ts'
import { parseNameserverAddress } from '../nameserver-address.ts'
import { resolversOptions } from '../options.ts'

const nameserverHead = custom('name', '<name> <address>[:port]', (reader) => {
  const [name, text] = [reader.next(), reader.next()]
  if (name === null || text === null)
    return reader.fail("'nameserver' expects <name> and <addr>[:<port>] as arguments.")
  const bad = /[^A-Za-z0-9_:.-]/.exec(name.text)
  if (bad !== null) return reader.fail(`character '${bad[0]}' is not permitted in server name '${name.text}'.`)
  // Whoever answers for names cannot be found by asking for one: the hosts file has the machine's own.
  const address = parseNameserverAddress(expandVariables(text.text, reader.host), (host, family) =>
    findInHostsFile(reader.host, host, family),
  )
  if ('error' in address) return reader.fail(`'nameserver ${name.text}' : ${address.error}`)
  // Whatever follows the address of a name server that is asked by datagrams is let pass (seen in the oracle).
  if (!address.isStream) while (reader.peek() !== null) reader.next()
  for (let ahead = 0, word = reader.peek(); word !== null; word = reader.peek(++ahead)) {
    if (word.text === 'ssl')
      return reader.fail(`'nameserver ${name.text}' : name servers are not reached over TLS`, {
        code: 'config/unsupported-keyword',
      })
  }
  return { name: name.text, ...address }
})

export const nameserver = defineDirective({
  name: 'nameserver',
  summary: 'Names a server that is asked for addresses, by datagrams or over a connection (`tcp@`).',
  manual: '5.3.2',
  sections: ['resolvers'],
  options: resolversOptions,
  params: [nameserverHead, lineOptions('server-option')],
  apply(record, [{ name, address, isStream }, applyOptions], site) {
    const earlier = record.nameservers.find((other) => other.name === name)
    if (earlier !== undefined) {
      const { file, line } = earlier.span
      site.complain(`nameserver '${name}' has same name as another nameserver (declared at ${file}:${line}).`)
      return
    }
    const options = new OptionsStore()
    applyOptions(options, site)
    const { source } = options.get(transportOptions)
    record.nameservers.push({ name, address, isStream, source, span: site.span })
  },
})

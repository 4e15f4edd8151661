import { custom, defineDirective, expandVariables, findInHostsFile, lineOptions, OptionsStore } from '@weir/keyword'
import { parseBindAddresses } from '../bind-address.ts'
import { bindLines } from '../bind-options.ts'

const addresses = custom('address', '[<address>]:<port_range>[,…]', (reader) => {
  const word = reader.next()
  if (word === null)
    return reader.fail("'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.")
  // A name has to be known while the file is read, where no resolver can be asked: the hosts file has the machine's own.
  const found = parseBindAddresses(expandVariables(word.text, reader.host), (name, family) =>
    findInHostsFile(reader.host, name, family),
  )
  return 'error' in found ? reader.fail(found.error) : { text: word.text, found }
})

/** Declares where a frontend listens. Manual 4.2, `bind`. */
export const bind = defineDirective({
  name: 'bind',
  summary: 'Listens on one or more addresses.',
  manual: '4.2',
  sections: ['frontend', 'listen', 'log-forward'],
  options: bindLines,
  params: [addresses, lineOptions('bind-option')],
  apply(record, [{ text, found }, apply], site) {
    const options = new OptionsStore()
    apply(options, site)
    record.lines.push({ text, addresses: found, options, span: site.span })
  },
})

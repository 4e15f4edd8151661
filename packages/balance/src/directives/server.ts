import { custom, type DirectiveSite, defineDirective, expandVariables, lineOptions, OptionsStore } from '@weir/keyword'
import { type ServerLine, type ServerLines, serverLines, serverOptions } from '../options.ts'
import { parseServerAddress } from '../server-address.ts'

/** Server options apply to a store of the server's own; the type is what `lineOptions` gives. */
type ApplyTo = (store: OptionsStore, site: DirectiveSite) => void

const expectation = "'server' expects <name> and <addr>[:<port>] as arguments."

const nameOf = (what: string, forbidden: RegExp) =>
  custom('name', '<name>', (reader) => {
    const word = reader.next()
    if (word === null) return reader.fail(expectation)
    const bad = forbidden.exec(word.text)
    return bad === null ? word.text : reader.fail(`character '${bad[0]}' is not permitted in ${what} '${word.text}'`)
  })

const serverName = nameOf('server name', /[^A-Za-z0-9_:.-]/)
const serverPrefix = nameOf('server-template prefix', /[^A-Za-z0-9_.-]/)

const serverAddress = custom('address', '<address>[:[port]]', (reader) => {
  const word = reader.next()
  if (word === null) return reader.fail(expectation)
  const address = parseServerAddress(expandVariables(word.text, reader.host), true)
  return 'error' in address ? reader.fail(address.error) : address
})

export const server = defineDirective({
  name: 'server',
  summary: 'Declares a server of a backend.',
  manual: '4.2',
  sections: ['backend', 'listen'],
  options: serverLines,
  params: [serverName, serverAddress, lineOptions('server-option')],
  apply(record, [name, address, apply], site) {
    addServer(record, { name, address, options: new OptionsStore(), span: site.span }, apply, site)
  },
})

export const defaultServer = defineDirective({
  name: 'default-server',
  summary: 'Sets the options that the following servers start from.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: serverLines,
  params: [lineOptions('server-option')],
  apply(record, [apply]) {
    record.defaults.push(apply)
  },
})

export interface TemplateNumbers {
  readonly first: number
  readonly last: number
}

/** More would only fill the memory. */
const maximumTemplates = 100_000

/** As atoi(3): what is no number is 0. */
const leadingNumber = (text: string): number => Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0)

const numbers = custom('num | range', '<num | range>', (reader) => {
  const word = reader.next()
  const [from = '', to] = /^(.*?)(?:(?<=.)-(.*))?$/s.exec(word?.text ?? '')!.slice(1)
  const first = to === undefined ? 1 : leadingNumber(from)
  const last = leadingNumber(to ?? from)
  if (first < 0 || last < first) {
    return reader.fail(`Wrong ${reader.keyword.text} number or range arg '${word?.text ?? ''}'.`)
  }
  if (last - first >= maximumTemplates)
    return reader.fail(
      `${reader.keyword.text} makes up to ${maximumTemplates} servers, but '${word!.text}' asks for more`,
    )
  const range: TemplateNumbers = { first, last }
  return range
})

export const serverTemplate = defineDirective({
  name: 'server-template',
  summary: 'Declares a row of servers that share one line, named by a prefix and numbers.',
  manual: '4.2',
  sections: ['backend', 'listen'],
  options: serverLines,
  params: [serverPrefix, numbers, serverAddress, lineOptions('server-option')],
  apply(record, [prefix, { first, last }, address, apply], site) {
    for (let number = first; number <= last; number++) {
      const line = { name: `${prefix}${number}`, address, options: new OptionsStore(), span: site.span }
      // An `id` is the first one's, and what is said of the line is said once.
      const applyTo: ApplyTo = (store, at) => {
        apply(store, number === first ? at : { ...at, warn() {} })
        if (number > first) store.get(serverOptions).id = null
      }
      addServer(record, line, applyTo, site)
    }
  },
})

function addServer(record: ServerLines, line: ServerLine, apply: ApplyTo, site: DirectiveSite): void {
  for (const applyDefault of record.defaults) applyDefault(line.options, site)
  apply(line.options, site)
  const { id } = line.options.get(serverOptions)
  const sameId =
    id === null ? undefined : record.serverLines.find((other) => other.options.get(serverOptions).id === id)
  if (sameId !== undefined) {
    const { file, line: number } = sameId.span
    site.complain(
      `'server ${site.section.name}/${line.name}' : 'id' : custom id ${id} already used at ${file}:${number} ('server ${sameId.name}').`,
    )
    return
  }
  const earlier = site.declare('server', line.name, line) as ServerLine | null
  if (earlier !== null) {
    record.duplicates.push({ line, earlier })
    return
  }
  record.serverLines.push(line)
}

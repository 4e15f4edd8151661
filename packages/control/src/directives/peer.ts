/** What a section `peers` says, beside its tables (manual 3.5). */
import { parseServerAddress, type ServerAddress, serverOptions } from '@weir/balance'
import { parseIpAddress } from '@weir/base'
import {
  type ArgumentReader,
  custom,
  defineDirective,
  expandVariables,
  type Failed,
  findInHostsFile,
  int,
  lineOptions,
  OptionsStore,
} from '@weir/keyword'
import { type BindAddress, parseBindAddresses, sectionTlsLines } from '@weir/l4'
import { type PeerLine, peersOptions } from '../options.ts'

const sections = ['peers'] as const
const manual = '3.5'
const common = { manual, sections, options: peersOptions }

const anyAddress = parseIpAddress('0.0.0.0')!

/** A word that cannot be an option: an address has a colon, a dot, a slash or a family. */
const looksLikeAddress = /[:./@$]|^\*/

interface PeerAddress {
  readonly address: ServerAddress
  readonly listenProblem: string | null
}

const peerName = custom('name', '<name>', (reader) => {
  const text = reader.next()?.text ?? ''
  const bad = /[^A-Za-z0-9_:.-]/.exec(text)?.[0]
  return bad === undefined ? text : reader.fail(`character '${bad}' is not permitted in peer name '${text}'.`)
})

const peerAddress = custom<PeerAddress | null>('address', '<address>:<port>', (reader) => {
  const word = reader.next()
  if (word === null) return null
  const text = expandVariables(word.text, reader.host)
  const address = parseServerAddress(text)
  if ('error' in address) return reader.fail(`'peer' : ${address.error}`)
  // Only the local peer has to have a port, to listen at: the pass says so that knows which one it is. A name is looked
  // up once all is read.
  const listening = parseBindAddresses(text, () => anyAddress)
  return { address, listenProblem: 'error' in listening ? listening.error : null }
})

/** The local peer has no address on a `server` line; it is told from the options by what they are called. */
const optionalPeerAddress = custom('address', '[<address>:<port>]', (reader): PeerAddress | Failed | null => {
  const text = reader.peek()?.text
  const { vocabulary } = reader.host
  if (text === undefined) return null
  const isOption = vocabulary.serverOptions.has(text) || vocabulary.refused('server-option', text) !== null
  return isOption && !looksLikeAddress.test(text) ? null : peerAddress.parse(reader)
})

const bindAddresses = custom('address', '[<address>:<port>]', (reader: ArgumentReader) => {
  const next = reader.next()
  if (next === null) return { text: '', found: [] as readonly BindAddress[] }
  const found = parseBindAddresses(expandVariables(next.text, reader.host), (name, family) =>
    findInHostsFile(reader.host, name, family),
  )
  return 'error' in found ? reader.fail(`'bind ${next.text}' : ${found.error}`) : { text: next.text, found }
})

/** The options of a peer. What they name need not exist, as nothing that has a name is of use to a peer. */
const peerOptionWords = custom('options', '[options]*', (reader) =>
  lineOptions('server-option').parse({
    ...bound(reader),
    host: { ...reader.host, reference: (kind, name, span) => ({ kind, name, span, target: null }) },
  }),
)

/** A reader's own calls, for a copy of it. */
const bound = (reader: ArgumentReader): ArgumentReader => ({
  style: reader.style,
  keyword: reader.keyword,
  suffix: reader.suffix,
  host: reader.host,
  peek: (ahead) => reader.peek(ahead),
  next: () => reader.next(),
  fail: (message, complaint) => reader.fail(message, complaint),
  warn: (message, complaint) => reader.warn(message, complaint),
  note: (message, complaint) => reader.note?.(message, complaint),
})

/** A `peer` line has its own address to listen at. */
const mixed = 'mixing "peer" and "bind" line is forbidden'

/** Options of servers that mean nothing for peers. */
const ignored = ['init-addr', 'resolvers', 'check', 'agent-check']

const definePeerDirective = (name: 'peer' | 'server') =>
  defineDirective({
    name,
    summary:
      name === 'peer'
        ? 'Names a peer and its address; the local one listens there.'
        : 'Names a peer and its address; the local one has none, as it listens at the bind line.',
    ...common,
    params: [peerName, name === 'peer' ? peerAddress : optionalPeerAddress, peerOptionWords],
    apply(record, [peer, place, apply], site) {
      const options = new OptionsStore()
      const applied = [...record.serverDefaults, apply]
      for (const applyOne of applied) applyOne(options, site)
      const names = new Set(applied.flatMap((applyOne) => applyOne.names ?? []))
      if (ignored.some((option) => names.has(option)))
        site.warn(`'${name} ${peer}' : init_addr, resolvers, check and agent are ignored for peers.`)
      if (names.has('agent-check') && !names.has('agent-port'))
        site.complain(`'${name} ${peer}' : it does not have an agent port.`)
      if (name === 'peer' && record.bindLine !== null) return site.complain(mixed)
      const line: PeerLine = {
        keyword: name,
        name: peer,
        address: place?.address ?? null,
        listenProblem: place?.listenProblem ?? null,
        options,
        span: site.span,
      }
      const { id } = options.get(serverOptions)
      const sameId = id === null ? undefined : record.peers.find((other) => other.options.get(serverOptions).id === id)
      if (sameId !== undefined) {
        const { file, line: number } = sameId.span
        return site.complain(
          `'${name} ${peer}' : 'id' : custom id ${id} already used at ${file}:${number} ('server ${sameId.name}').`,
        )
      }
      record.peers.push(line)
      if (name === 'peer' && record.peerListener === null) {
        record.peerListener = { text: '', addresses: [], options: new OptionsStore(), span: site.span }
        for (const applyDefault of record.bindDefaults) applyDefault(record.peerListener.options, site)
        site.owner.options.get(sectionTlsLines).binds.push(record.peerListener)
      }
      site.owner.options.get(sectionTlsLines).servers.push(line)
    },
  })

const defaults = ['default-server', 'default-bind'] as const

const rest = custom('…', '[…]', (reader) => {
  while (reader.next() !== null);
  return null
})

export const peersSection = [
  definePeerDirective('peer'),
  definePeerDirective('server'),
  defineDirective({
    name: 'bind',
    summary: 'Declares where the local peer listens.',
    ...common,
    params: [bindAddresses, lineOptions('bind-option')],
    apply(record, [{ text: written, found }, apply], site) {
      const { bindLine } = record
      if (bindLine !== null) {
        const { file, line } = bindLine.span
        site.complain(
          `One listener per "peers" section is authorized but another is already configured at [${file}:${line}].`,
        )
        return
      }
      if (record.peers.some(({ keyword }) => keyword === 'peer')) return site.complain(mixed)
      const options = new OptionsStore()
      for (const applyDefault of record.bindDefaults) applyDefault(options, site)
      apply(options, site)
      record.bindLine = { text: written, addresses: found, options, span: site.span }
      site.owner.options.get(sectionTlsLines).binds.push(record.bindLine)
    },
  }),
  ...defaults.map((name) =>
    defineDirective({
      name,
      summary: `Sets the options that ${name === 'default-bind' ? "the local peer's listener" : 'the following peers'} start from.`,
      ...common,
      params: [lineOptions(name === 'default-bind' ? 'bind-option' : 'server-option')],
      apply(record, [apply], site) {
        if (name === 'default-server') {
          record.serverDefaults.push(apply)
          return
        }
        // The listener takes what comes behind its line as well.
        record.bindDefaults.push(apply)
        for (const line of [record.bindLine, record.peerListener]) if (line !== null) apply(line.options, site)
      },
    }),
  ),
  defineDirective({
    name: 'shards',
    summary: 'Divides the keys among that many groups of peers.',
    ...common,
    params: [int('shards', { min: 1, max: 1_000_000 })],
    apply(record, [count]) {
      record.shardCount = count
    },
  }),
  ...(['disabled', 'enabled'] as const).map((name) =>
    defineDirective({
      name,
      summary: name === 'disabled' ? 'Switches the section off.' : 'Switches the section on again.',
      ...common,
      // Whatever follows is let pass, as by HAProxy.
      params: [rest],
      apply(record) {
        record.isDisabled = name === 'disabled'
      },
    }),
  ),
]

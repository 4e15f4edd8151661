import {
  type ArgumentReader,
  custom,
  defineDirective,
  expandVariables,
  FAILED,
  type Failed,
  findInHostsFile,
  nearest,
} from '@weir/keyword'
import { findGroupId, findUserId } from '@weir/os'
import { type RuntimeSocket, runtimeSocketOptions } from '../options.ts'
import { parseListenAddresses } from '../socket-address.ts'

type Settings = { -readonly [K in keyof RuntimeSocket]: RuntimeSocket[K] }
type Setter = (socket: Settings, reader: ArgumentReader) => Failed | null

const label = "'stats socket' :"

function number(reader: ArgumentReader, word: string): number | Failed {
  const text = reader.next()?.text ?? ''
  return /^[0-9]+$/.test(text) ? Number(text) : reader.fail(`${label} '${word}' : invalid value '${text}'`)
}

const setters: Readonly<Record<string, Setter>> = {
  level(socket, reader) {
    const text = reader.next()?.text
    if (text === undefined) return reader.fail(`${label} 'level' : missing level`)
    if (text !== 'user' && text !== 'operator' && text !== 'admin') {
      return reader.fail(`${label} 'level' only supports 'user', 'operator', and 'admin' (got '${text}')`)
    }
    socket.level = text
    return null
  },
  mode(socket, reader) {
    const text = reader.next()?.text ?? ''
    if (!/^[0-7]+$/.test(text)) {
      return reader.fail(`${label} 'mode' : missing or invalid mode '${text}' (octal integer expected)`)
    }
    socket.mode = Number.parseInt(text, 8)
    return null
  },
  user(socket, reader) {
    const name = reader.next()?.text ?? ''
    const found = findUserId(name)
    if ('error' in found) return reader.fail(`${label} 'user' : unknown user name '${name}'`)
    socket.user = name
    socket.uid = found.id
    return null
  },
  group(socket, reader) {
    const name = reader.next()?.text ?? ''
    const found = findGroupId(name)
    if ('error' in found) return reader.fail(`${label} 'group' : unknown group name '${name}'`)
    socket.group = name
    socket.gid = found.id
    return null
  },
  uid(socket, reader) {
    const value = number(reader, 'uid')
    if (value === FAILED) return FAILED
    socket.uid = value
    return null
  },
  gid(socket, reader) {
    const value = number(reader, 'gid')
    if (value === FAILED) return FAILED
    socket.gid = value
    return null
  },
  maxconn(socket, reader) {
    const value = number(reader, 'maxconn')
    if (value === FAILED) return FAILED
    socket.maxConnections = value
    return null
  },
  backlog(socket, reader) {
    const value = number(reader, 'backlog')
    if (value === FAILED) return FAILED
    socket.backlog = value
    return null
  },
  'severity-output'(socket, reader) {
    const text = reader.next()?.text ?? ''
    if (text !== 'none' && text !== 'number' && text !== 'string') {
      return reader.fail(`${label} 'severity-output' only supports 'none', 'number', and 'string' (got '${text}')`)
    }
    socket.severityOutput = text
    return null
  },
  // A reload hands listening sockets over from the master, so nothing need be fetched from here: accepted, not used.
  'expose-fd'(_socket, reader) {
    const text = reader.next()?.text
    if (text === undefined) return reader.fail(`${label} 'expose-fd' : missing fd type`)
    return text === 'listeners' ? null : reader.fail(`${label} 'expose-fd' only supports 'listeners' (got '${text}')`)
  },
  name(_socket, reader) {
    return reader.next() === null ? reader.fail(`${label} 'name' : missing name`) : null
  },
}

const usage = '[<address:port>|<path>] [param*]'

const runtimeSockets = custom<readonly RuntimeSocket[]>('address', usage, (reader) => {
  const word = reader.next()
  if (word === null) {
    return reader.fail("'stats socket' in global section expects an address or a path to a UNIX socket")
  }
  const parsed = parseListenAddresses(expandVariables(word.text, reader.host), (name, family) =>
    findInHostsFile(reader.host, name, family),
  )
  if ('error' in parsed) return reader.fail(`${label} ${parsed.error}`)
  const socket: Settings = {
    address: null,
    fd: null,
    text: '',
    level: 'operator',
    mode: null,
    uid: null,
    gid: null,
    user: null,
    group: null,
    maxConnections: null,
    backlog: null,
    severityOutput: 'none',
    span: reader.keyword.span,
  }
  for (let option = reader.next(); option !== null; option = reader.next()) {
    const set = Object.hasOwn(setters, option.text) ? setters[option.text] : undefined
    if (set === undefined) {
      const suggestion = nearest(option.text, Object.keys(setters))
      return reader.fail(
        `${label} unknown keyword '${option.text}'`,
        suggestion === null ? {} : { hint: `did you mean '${suggestion}'?` },
      )
    }
    if (set(socket, reader) === FAILED) return FAILED
  }
  return parsed.map((place) => ({ ...socket, ...place }))
})

/** A socket that takes commands. Manual 3.1; management manual 9.3. */
export const statsSocket = defineDirective({
  name: 'stats socket',
  summary: 'Listens for commands on a Unix socket or an address.',
  manual: '3.1',
  sections: ['global'],
  options: runtimeSocketOptions,
  params: [runtimeSockets],
  apply(record, [sockets]) {
    record.sockets.push(...sockets)
  },
})

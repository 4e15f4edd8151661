import { type ServerState, serverLines, serverSettings } from '@weir/balance'
import { type ConfigFiles, parseConfig } from '@weir/config'
import type { DynamicServers } from '@weir/control'
import { checksNeedTls, serverCheckOptions } from '@weir/health'
import { type Backend, loadedServerTls } from '@weir/l4'
import type { Assembly } from './assembly.ts'
import { connectServer } from './build-backend.ts'
import type { FileAccess } from './ports.ts'

/** Options of a `server` line that other parts of the configuration would have to know of. */
const staticOnly: ReadonlySet<string> = new Set(['track', 'resolvers', 'init-addr', 'disabled', 'enabled'])

/** Makes and removes servers at run time. Their lines are read as those of a file are; host names are not looked up. */
export function createDynamicServers(assembly: Assembly): DynamicServers {
  const { vocabulary } = assembly.settings
  const names = [...vocabulary.serverOptions.keys()].filter((name) => !staticOnly.has(name))
  return {
    keywords: names.sort(),
    add: (backend, name, words) => addServer(assembly, backend, name, words),
    remove(server) {
      assembly.health.removeServer(server)
    },
  }
}

function addServer(assembly: Assembly, backend: Backend, name: string, words: readonly string[]): string | null {
  const refused = words.slice(1).find((word) => staticOnly.has(word))
  if (refused !== undefined) return `'${refused}' option is not accepted for dynamic server`
  const line = readLine(assembly, backend, name, words)
  if (typeof line === 'string') return line
  const { state } = backend
  const { checks, problem } = line.options.get(loadedServerTls)
  if (checks === null && problem !== null && checksNeedTls(line.options.get(serverCheckOptions), state.options))
    return problem
  const { rise, fall } = line.options.get(serverCheckOptions)
  const settings = serverSettings(line, freeId(state.servers), { rise, fall })
  const server = state.addServer({ ...settings, isDisabled: true }, line.options)
  connectServer(assembly, backend, server)
  assembly.health.addServer(server)
  return null
}

/** Reads the words as a line of a backend of its own, with nothing around it. */
function readLine(assembly: Assembly, backend: Backend, name: string, words: readonly string[]) {
  const { vocabulary, files } = assembly.settings
  const text = `backend b\n  mode ${backend.mode}\n  server ${[name, ...words].map(quote).join(' ')}\n`
  const { model, diagnostics } = parseConfig({
    files: [{ name: 'runtime', text }],
    vocabulary,
    configFiles: configFiles(files),
  })
  const problem = diagnostics.find(({ severity }) => severity === 'alert')
  if (problem !== undefined) {
    const message = problem.message.replace(/ on a 'server' line$/, '')
    return problem.hint === undefined ? message : `${message}; ${problem.hint}`
  }
  return model.proxies[0]!.options.get(serverLines).serverLines[0]!
}

/** Certificates are read as the rest of the process reads files; directories are for configurations. */
function configFiles(files: FileAccess): ConfigFiles {
  return {
    read(path) {
      const text = files.read(path)
      return text === null ? { error: 'No such file or directory' } : { text }
    },
    list: () => ({ error: 'Not a directory' }),
  }
}

/** Between strong quotes every character but the quote stands for itself. */
const quote = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`

function freeId(servers: readonly ServerState[]): number {
  const taken = new Set(servers.map(({ id }) => id))
  let id = 1
  while (taken.has(id)) id++
  return id
}

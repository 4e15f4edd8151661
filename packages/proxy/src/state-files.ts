/** States of servers that another process has written down (manual 4.2, `load-server-state-from-file`). */
import {
  adminFlags,
  type BackendState,
  type OperationalState,
  operationalStates,
  type ServerState,
} from '@weir/balance'
import { parseIpAddress } from '@weir/base'
import { checkStatusWord, processOptions, stateFileOptions } from '@weir/control'
import { checkStatuses } from '@weir/health'
import type { Assembly } from './assembly.ts'

/** What version 1 of the format has at least: up to the name that a server's address comes from. */
const fieldCount = 18

interface SavedServer {
  readonly address: string
  readonly operational: number
  readonly adminFlags: number
  readonly userWeight: number
  readonly initialWeight: number
  readonly seconds: number
  readonly checkStatus: number
  readonly port: number
}

/** By backend and server. */
type StateFile = ReadonlyMap<string, SavedServer>

const key = (backend: string, server: string): string => `${backend}/${server}`

/** Reads a file's text. What is wrong with it ends the reading: the text of the complaint. */
export function parseStateFile(text: string): { readonly servers: StateFile; readonly problem: string | null } {
  const servers = new Map<string, SavedServer>()
  const [version, ...lines] = text.split('\n')
  if (version?.trim() !== '1') return { servers, problem: "can't get version" }
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('#') || line.trim() === '') continue
    const fields = line.trim().split(' ')
    const [, backend, , server, address] = fields
    const numbers = [...fields.slice(5, 16), fields[18] ?? '0'].map((field) =>
      /^\d+$/.test(field) ? Number(field) : -1,
    )
    if (fields.length < fieldCount || numbers.slice(0, 6).includes(-1))
      return { servers, problem: `corrupted at line ${index + 2}` }
    const [operational, flags, userWeight, initialWeight, seconds, checkStatus] = numbers as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    servers.set(key(backend!, server!), {
      address: address!,
      operational,
      adminFlags: flags,
      userWeight,
      initialWeight,
      seconds,
      checkStatus,
      port: numbers.at(-1)!,
    })
  }
  return { servers, problem: null }
}

/** Gives the servers of all backends the states of their files. Called once, before anything is checked. */
export function restoreServers(assembly: Assembly): void {
  const { model, files, report } = assembly.settings
  const { serverStateFile, serverStateBase } = model.global.options.get(processOptions)
  const place = (file: string): string =>
    file.startsWith('/') || serverStateBase === null ? file : `${serverStateBase.replace(/\/?$/, '/')}${file}`
  const read = (what: string, file: string): StateFile => {
    const text = files.read(place(file))
    if (text === null) {
      report('warning', `${what}: can't open server state file '${place(file)}'`)
      return new Map()
    }
    const { servers, problem } = parseStateFile(text)
    if (problem !== null) report('warning', `${what}: server state file '${place(file)}': ${problem}`)
    return servers
  }
  let global: StateFile | null = null
  for (const { model: proxy, backend } of assembly.proxies) {
    if (backend === null) continue
    const { source, fileName } = proxy.options.get(stateFileOptions)
    if (source === 'none' || (source === 'global' && serverStateFile === null)) continue
    if (source === 'global') global ??= read('global', serverStateFile!)
    const states = source === 'global' ? global! : read(`Proxy '${proxy.name}'`, fileName ?? proxy.name)
    for (const server of backend.state.servers) {
      const saved = states.get(key(proxy.name, server.name))
      if (saved !== undefined) restore(assembly, backend.state, server, saved)
    }
  }
}

function restore(assembly: Assembly, backend: BackendState, server: ServerState, saved: SavedServer): void {
  const { report } = assembly.settings
  const name = `${backend.name}/${server.name}`
  const status = checkStatusWord(saved.checkStatus)
  const operational = Object.values(operationalStates).find(
    (state): state is OperationalState => state === saved.operational,
  )
  if (status === null || operational === undefined) {
    const [field, value] =
      status === null ? ['srv_check_status', saved.checkStatus] : ['srv_op_state', saved.operational]
    report('warning', `server-state application failed for server '${name}', invalid ${field} value '${value}'`)
    return
  }
  const wasUp = server.isUp
  // What the configuration of the other process said is for this one's to say.
  const isByLine = (saved.adminFlags & adminFlags.configuredMaintenance) !== 0
  const flags =
    (saved.adminFlags & (isByLine ? 0 : adminFlags.forcedMaintenance)) | (saved.adminFlags & adminFlags.forcedDrain)
  const hasSameWeight = saved.initialWeight === server.initialWeight
  if (server.hostName !== null) restoreAddress(assembly, backend, server, saved.address)
  if (saved.port > 0 && saved.port !== server.port && server.address?.kind === 'ip' && server.portRule === 'fixed')
    backend.setAddress(server, { ...server.address, port: saved.port }, saved.port)
  backend.restore(server, {
    operational,
    adminFlags: flags,
    weight: hasSameWeight ? saved.userWeight : null,
    sinceMs: saved.seconds * 1000,
  })
  if (server.check.isConfigured && status !== 'UNK') {
    server.check.status = status
    server.check.description = (checkStatuses as Readonly<Record<string, string>>)[status] ?? status
  }
  if (wasUp && !server.isUp) {
    report(
      'warning',
      `Server ${name} is DOWN, changed from server-state after a reload. ${backend.activeCount} active and ${backend.backupCount} backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`,
    )
  } else if ((flags & adminFlags.forcedDrain) !== 0) report('warning', `Server ${name} remains in forced drain mode.`)
}

/** `init-addr last`: the address that the server's name had for the other process. */
function restoreAddress(assembly: Assembly, backend: BackendState, server: ServerState, text: string): void {
  const address = parseIpAddress(text)
  if (address === null || server.address !== null || !assembly.names.takesLastAddress(server)) return
  backend.setAddress(server, { kind: 'ip', address, port: server.port }, server.port)
}

import { spawn } from 'node:child_process'
import type { SocketAddress } from '@weir/base'
import type { ProgramCall, RunProgram } from '@weir/health'
import { serverTlsOptions } from '@weir/l4'
import type { Assembly } from './assembly.ts'

const unused = 'NOT_USED'

/** Runs programs that check servers, with the arguments and the environment that HAProxy gives (manual 4.2). */
export function createProgramRunner(assembly: Assembly, keepsEnvironment: boolean): RunProgram {
  return (call, onEnd) => {
    const { values, variables } = describe(assembly, call)
    const env = { ...(keepsEnvironment ? assembly.settings.environment : {}), ...variables }
    const child = spawn(call.command, values, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    let isOver = false
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (!isOver) onEnd({ problem: error.code ?? error.message })
      isOver = true
    })
    child.on('exit', (status) => {
      if (!isOver) onEnd({ status: status ?? -1 })
      isOver = true
    })
    return {
      kill() {
        isOver = true
        child.kill('SIGKILL')
      },
    }
  }
}

function describe(assembly: Assembly, { server, path }: ProgramCall) {
  const { backend } = server
  const frontend = assembly.frontends.find(({ name }) => name === backend.name)
  const own = placeOf(frontend?.listeners[0]?.listen.address ?? null)
  const its = placeOf(server.address)
  const isHttp = assembly.backend(backend.name)?.mode === 'http'
  return {
    values: [own.host ?? unused, own.port ?? unused, its.host ?? unused, its.port ?? unused],
    variables: {
      HAPROXY_PROXY_ADDR: own.host ?? '',
      HAPROXY_PROXY_ID: String(backend.id),
      HAPROXY_PROXY_NAME: backend.name,
      HAPROXY_PROXY_PORT: own.port ?? '',
      HAPROXY_SERVER_ADDR: its.host ?? '',
      HAPROXY_SERVER_CURCONN: String(server.currentSessions),
      HAPROXY_SERVER_ID: String(server.id),
      HAPROXY_SERVER_MAXCONN: String(server.maxconn),
      HAPROXY_SERVER_NAME: server.name,
      HAPROXY_SERVER_PORT: its.port ?? '',
      HAPROXY_SERVER_PROTO: isHttp ? 'h1' : 'tcp',
      HAPROXY_SERVER_SSL: server.options.get(serverTlsOptions).isEnabled === true ? '1' : '0',
      PATH: path,
    },
  }
}

function placeOf(address: SocketAddress | null): { readonly host: string | null; readonly port: string | null } {
  if (address === null) return { host: null, port: null }
  return address.kind === 'ip'
    ? { host: address.address.toString(), port: String(address.port) }
    : { host: address.path, port: null }
}

import { checkProcessOptions, HealthMonitor, serverCheckOptions } from '@weir/health'
import type { SampleContext } from '@weir/keyword'
import { loadedServerTls, serverTlsOptions, transportOptions } from '@weir/l4'
import { httpEngineOf, httpServerOptions, openHttp2 } from '@weir/l7'
import type { Assembly } from './assembly.ts'
import { createProgramRunner } from './programs.ts'

/** Watches the servers of every backend. Nothing is checked before `start`. */
export function createHealthMonitor(assembly: Assembly): HealthMonitor {
  const { engine, model, report } = assembly.settings
  const { mayFork, keepsEnvironment } = model.global.options.get(checkProcessOptions)
  const monitor = new HealthMonitor({
    network: engine.network,
    timers: engine.timers,
    binder: assembly.binder,
    logger: {
      alert: (text) => report('alert', text),
      warning: (text) => report('warning', text),
      notice: (text) => report('notice', text),
      debug: () => {},
    },
    logOf: (backend) => assembly.senders.get(backend.name) ?? null,
    createContext: (): SampleContext => ({ clock: engine.clock, random: engine.random }),
    processVariables: engine.processVariables,
    variableLimits: engine.variableLimits,
    process: model.global.options.get(checkProcessOptions),
    node: engine.nodeName,
    ...(mayFork ? { runProgram: createProgramRunner(assembly, keepsEnvironment) } : {}),
    proxyVersion: (server) => assembly.backend(server.backend.name)?.transport(server).sendProxy?.version ?? null,
    socksProxy: ({ options }) => options.get(transportOptions).socksProxy,
    protocol: ({ options }) => {
      const { protocol } = options.get(httpServerOptions)
      return protocol === 'h1' || protocol === 'h2' ? protocol : null
    },
    speakHttp2: (connection) => openHttp2(connection, httpEngineOf(engine)),
    checkTls: ({ options }) => {
      const { checks: settings } = options.get(loadedServerTls)
      if (settings === null) return null
      const { isEnabled, checksWithTls, checkServerName, checksAskForHost, checkAlpn } = options.get(serverTlsOptions)
      const { address, port } = options.get(serverCheckOptions)
      return {
        settings,
        serverName: checkServerName,
        alpn: checkAlpn,
        asksForHost: checksAskForHost,
        isDefault: checksWithTls ?? (isEnabled && address === null && port === null),
        counters: engine.tls,
      }
    },
  })
  monitor.add(
    assembly.proxies.flatMap(({ model: proxy, backend }) =>
      backend === null ? [] : [{ backend: backend.state, isListen: proxy.kind === 'listen' }],
    ),
  )
  return monitor
}

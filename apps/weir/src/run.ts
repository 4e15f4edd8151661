import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Environment } from '@weir/config'
import { processOptions } from '@weir/control'
import type { Model, Vocabulary } from '@weir/keyword'
import { connectServiceManager } from '@weir/os'
import { createLoadBalancer, inheritedDescriptors, type LoadBalancer, StartError } from '@weir/proxy'
import type { Arguments } from './argv.ts'
import { describeSystemError } from './configuration-files.ts'
import { isDaemonChild, launchDaemon, reportReady } from './daemonize.ts'
import { endEarlySignals } from './early-signals.ts'
import { bindToProcessors, renice, setFileLimit } from './limits.ts'
import type { MessageWriter } from './messages.ts'
import { dropProcessPrivileges } from './privileges.ts'
import { handleSignals } from './signals.ts'
import { languageVersion, weirVersion } from './version.ts'
import type { Worker } from './worker.ts'

/** A checked configuration with what the command line says about running it. */
export interface RunSettings {
  readonly model: Model
  readonly vocabulary: Vocabulary
  readonly environment: Environment
  readonly arguments: Arguments
  readonly messages: MessageWriter
  /** The side of its master; null for a process without one. */
  readonly worker: Worker | null
  /** Called once, when the process is about to end. */
  readonly onEnd: () => void
}

/** Starts to serve. Resolves with null then, or with the exit status when there is nothing (more) to do. */
export async function runProcess(settings: RunSettings): Promise<number | null> {
  const { model, messages, arguments: parsed } = settings
  const options = model.global.options.get(processOptions)
  const isBackground =
    (parsed.isDaemon || options.isDaemon) && !parsed.isDebug && !parsed.isForeground && !parsed.isMasterWorker
  if (isBackground && !isDaemonChild(process.env)) return launchDaemon(inheritedDescriptors(model))
  renice(options.niceAtStart)
  const files = setFileLimit(options, model, parsed)
  if (files.problem !== null) {
    messages.write(options.isStrictAboutLimits ? 'alert' : 'warning', files.problem)
    if (options.isStrictAboutLimits) return 1
  }
  const unbound = bindToProcessors(options)
  if (unbound !== null) messages.write('warning', unbound)
  const balancer = createBalancer(settings, files.maxConnections)
  const { worker } = settings
  const replaced = worker === null || worker.assignment.reloads === 0 ? (parsed.replaces?.pids ?? []) : []
  try {
    await startReplacing(balancer, replaced)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    for (const problem of error.problems) messages.write('alert', problem)
    balancer.stop()
    return 1
  }
  const pidFile = worker === null ? (parsed.pidFile ?? (isBackground ? options.pidFile : null)) : null
  const problem = writePidFile(pidFile) ?? dropProcessPrivileges(options)
  if (problem !== null) {
    messages.write('alert', problem)
    balancer.stop()
    return 1
  }
  signalAll(replaced, parsed.replaces?.isHard === true ? 'SIGTERM' : 'SIGUSR1')
  settings.messages.endStart()
  renice(options.niceAtRun)
  serve(settings, balancer, options.hardStopAfterMs)
  if (isBackground) reportReady(process.env)
  if (worker !== null) worker.reportReady()
  else if (parsed.notifiesServiceManager) notifyServiceManager()
  return null
}

function createBalancer(
  { model, vocabulary, environment, arguments: parsed, messages, worker }: RunSettings,
  maxConnections: number | null,
): LoadBalancer {
  return createLoadBalancer({
    model,
    vocabulary,
    environment: Object.fromEntries([...environment.names()].map((name) => [name, environment.get(name)])),
    processId: process.pid,
    hostName: hostname(),
    product: { name: 'Weir', version: weirVersion, languageVersion, releaseDate: '2026/11/21' },
    maxConnections,
    proxyMaxConnections: parsed.proxyMaxConnections,
    localPeer: parsed.localPeer,
    succeeds: (parsed.replaces?.pids.length ?? 0) > 0,
    ignoresResolutionFailures: parsed.ignoresResolutionFailures,
    isIpv4Only: parsed.isIpv4Only,
    startupLog: () => messages.written.join(''),
    onMessage: (severity, text) => messages.write(severity, text),
    ...(worker === null ? {} : { sharedSockets: worker }),
  })
}

/** Binds; when the addresses are taken by processes to replace, asks them to let go and tries again. */
async function startReplacing(balancer: LoadBalancer, pids: readonly number[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await balancer.start()
      return
    } catch (error) {
      if (pids.length === 0 || attempt === 10) {
        signalAll(pids, 'SIGTTIN')
        throw error
      }
      signalAll(pids, 'SIGTTOU')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended already, which is what was wanted.
    }
  }
}

/** Returns what went wrong. */
export function writePidFile(path: string | null): string | null {
  if (path === null) return null
  try {
    writeFileSync(path, `${process.pid}\n`, { mode: 0o644 })
    return null
  } catch (error) {
    return `Cannot create pidfile ${path} : ${describeSystemError(error)}`
  }
}

function serve({ messages, onEnd, worker }: RunSettings, balancer: LoadBalancer, hardStopAfterMs: number | null): void {
  const removeHandlers = handleSignals({
    stopNow() {
      balancer.stop()
      onEnd()
    },
    softStop() {
      void balancer.softStop(hardStopAfterMs ?? Number.POSITIVE_INFINITY).then(() => {
        for (const line of balancer.stoppedProxies()) messages.write('warning', line)
        balancer.stop()
        onEnd()
        removeHandlers()
        process.exit(0)
      })
    },
    dumpServers: () => balancer.logServerStates(),
    pause: () => balancer.pause(),
    resume: () => void balancer.resume(),
  })
  worker?.onOrphaned(() => {
    balancer.stop()
    onEnd()
    process.exit(1)
  })
  if (endEarlySignals()) process.kill(process.pid, 'SIGUSR1')
}

/** `-Ws`: tells the service manager that the process serves. */
function notifyServiceManager(): void {
  connectServiceManager(process.env.NOTIFY_SOCKET)?.notify({ READY: 1, STATUS: 'Ready.', MAINPID: process.pid })
}

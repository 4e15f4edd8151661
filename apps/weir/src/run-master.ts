import { processOptions } from '@weir/control'
import { connectServiceManager } from '@weir/os'
import { inheritedDescriptors } from '@weir/proxy'
import type { Arguments } from './argv.ts'
import { checkSources } from './check.ts'
import type { ConfigurationFile } from './configuration-files.ts'
import { isDaemonChild, launchDaemon, reportReady } from './daemonize.ts'
import { endEarlySignals } from './early-signals.ts'
import { Master } from './master.ts'
import { createMessageWriter, type MessageWriter } from './messages.ts'
import { writePidFile } from './run.ts'

/** As HAProxy without `mworker-max-reloads`. */
const defaultMaxReloads = 50

/**
 * `-W` and `-Ws`: runs workers until they have all ended, and resolves with the exit status. Of the configuration, the
 * master needs a few words of section `global`: what is wrong with it, the first worker tells.
 */
export async function runMaster(
  files: readonly ConfigurationFile[],
  parsed: Arguments,
  messages: MessageWriter,
): Promise<number> {
  const silent = createMessageWriter(process.pid, [], { error: () => {}, standard: () => {} })
  const checked = checkSources(files, parsed, silent)
  const model = checked.exitCode === null ? checked.model : null
  const options = model?.global.options.get(processOptions) ?? processOptions.create()
  const inheritedFds = model === null ? [] : inheritedDescriptors(model)
  const staysInFront = parsed.isDebug || parsed.isForeground || parsed.notifiesServiceManager
  const isBackground = (parsed.isDaemon || options.isDaemon) && !staysInFront
  if (isBackground && !isDaemonChild(process.env)) return launchDaemon(inheritedFds)
  const problem = writePidFile(parsed.pidFile ?? options.pidFile)
  if (problem !== null) {
    messages.write('alert', problem)
    return 1
  }
  const { NOTIFY_SOCKET: notifySocket, ...environment } = process.env
  const master = new Master({
    messages,
    environment,
    isBackground,
    inheritedFds,
    maxReloads: options.maxReloads ?? defaultMaxReloads,
    leavesFailedWorkers: options.leavesFailedWorkers,
    serviceManager: parsed.notifiesServiceManager ? connectServiceManager(notifySocket) : null,
    onReady() {
      messages.endStart()
      if (isBackground) reportReady(process.env)
    },
  })
  const ended = master.run()
  if (endEarlySignals()) process.kill(process.pid, 'SIGUSR1')
  return ended
}

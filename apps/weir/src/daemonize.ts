import { spawn } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'

/** Names the descriptor on which the daemon tells its parent that it serves. */
const readyVariable = 'WEIR_READY_FD'

/** True in the process that `launchDaemon` started. */
export function isDaemonChild(environment: NodeJS.ProcessEnv): boolean {
  return environment[readyVariable] !== undefined
}

/**
 * Node cannot fork: the daemon is a second process with a session of its own (setsid), given the same command line,
 * the descriptors that `fd@N` binds name, and a pipe. Resolves with the exit status for the parent: 0 once the child
 * serves, the child's own status when it ends before.
 */
export function launchDaemon(inheritedFds: readonly number[]): Promise<number> {
  const readyFd = Math.max(2, ...inheritedFds) + 1
  const stdio: ('ignore' | 'inherit' | 'pipe' | number)[] = ['ignore', 'inherit', 'inherit']
  for (let fd = 3; fd < readyFd; fd++) stdio.push(inheritedFds.includes(fd) ? fd : 'ignore')
  stdio.push('pipe')
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    detached: true,
    stdio,
    env: { ...process.env, [readyVariable]: String(readyFd) },
  })
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1))
    child.stdio[readyFd]?.once('data', () => {
      child.unref()
      resolve(0)
    })
  })
}

/** Tells the parent that the daemon serves, and lets go of the terminal. */
export function reportReady(environment: NodeJS.ProcessEnv): void {
  const fd = Number(environment[readyVariable])
  writeSync(fd, 'ready\n')
  closeSync(fd)
  leaveTerminal()
}

/** Descriptors 0 to 2 become /dev/null. */
export function leaveTerminal(): void {
  for (const standard of [0, 1, 2]) {
    closeSync(standard)
    openSync('/dev/null', standard === 0 ? 'r' : 'w')
  }
}

/** Runs a program in the place of this process, as far as callers can tell. Plain JavaScript, Node 18. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const forwarded = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGTTIN', 'SIGTTOU']

/** Passes signals on, and ends this process with the program's status. */
export function supervise(program, given, directory) {
  const child = spawn(program, given, { stdio: 'inherit', cwd: directory })
  for (const signal of forwarded) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`cannot run ${program}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    // As a shell tells it. Dying of the same signal would be nearer, but npm then waits for ever after SIGUSR1.
    process.exit(signal === null ? code : 128 + constants.signals[signal])
  })
}

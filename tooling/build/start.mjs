/** `npm start [-- arguments]`: the daemon with these arguments, or the embedded demo without. Plain JavaScript, Node 18. */
import { spawn } from 'node:child_process'
import { daemon, ensureDaemonBuilt } from './daemon.mjs'
import { ensureInstalled } from './install.mjs'

ensureInstalled()
ensureDaemonBuilt()

const given = process.argv.slice(2)
const child = spawn(daemon, given.length === 0 ? ['demo'] : given, {
  stdio: 'inherit',
  // npm runs scripts in the root; file names in the arguments are relative to where the user stands.
  cwd: process.env.INIT_CWD ?? process.cwd(),
})
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGTTIN', 'SIGTTOU', 'SIGQUIT']
for (const signal of signals) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  process.stderr.write(`cannot run ${daemon}: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code)
  // Die of what the daemon died of, so that the caller sees the same status.
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})

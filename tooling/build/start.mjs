/** `npm start [-- arguments]`: the daemon with these arguments, or the embedded demo without. Plain JavaScript, Node 18. */
import { daemon, ensureDaemonBuilt } from './daemon.mjs'
import { ensureInstalled } from './install.mjs'
import { supervise } from './supervise.mjs'

ensureInstalled()
ensureDaemonBuilt()

const given = process.argv.slice(2)
// npm runs scripts in the root; file names in the arguments are relative to where the user stands.
supervise(daemon, given.length === 0 ? ['demo'] : given, process.env.INIT_CWD ?? process.cwd())

/** Settings of `global` that HAProxy refuses to be told twice; of all others the last line counts. Found with the oracle. */
const names: ReadonlySet<string> = new Set([
  'ca-base',
  'chroot',
  'crt-base',
  'log-send-hostname',
  'maxconn',
  'maxconnrate',
  'maxpipes',
  'pidfile',
  'server-state-base',
  'server-state-file',
  'spread-checks',
  'ulimit-n',
])

export function isOnceInGlobal(directive: string): boolean {
  return names.has(directive)
}

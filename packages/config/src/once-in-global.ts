/**
 * Settings of `global` of which the first line counts; of all others it is the last. HAProxy refuses a second line of the
 * bases of certificates, and says of the rest that it goes on. Found with the oracle.
 */
const names: ReadonlyMap<string, 'alert' | 'warning'> = new Map([
  ['ca-base', 'alert'],
  ['chroot', 'warning'],
  ['crt-base', 'alert'],
  ['log-send-hostname', 'warning'],
  ['maxconn', 'warning'],
  ['maxconnrate', 'warning'],
  ['maxpipes', 'warning'],
  ['maxsessrate', 'warning'],
  ['maxsslrate', 'warning'],
  ['pidfile', 'warning'],
  ['server-state-base', 'warning'],
  ['server-state-file', 'warning'],
  ['spread-checks', 'warning'],
  ['ulimit-n', 'warning'],
])

/** How bad a second line of a setting is; null when it counts. */
export function severityOfRepetition(directive: string): 'alert' | 'warning' | null {
  return names.get(directive) ?? null
}

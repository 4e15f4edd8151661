/** The programs a scenario can run on. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Implementation {
  readonly name: 'haproxy' | 'weir'
  readonly program: string
}

const DEFAULT_WEIR = fileURLToPath(new URL('../../../apps/weir/bin/weir', import.meta.url))
const BUILT_WEIR = fileURLToPath(new URL('../../../apps/weir/dist/weir.mjs', import.meta.url))
const HAPROXY_PATHS = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy']

/** Debian's HAProxy, or null where it is not installed. */
export function findHaproxy(): Implementation | null {
  const program = HAPROXY_PATHS.find((path) => existsSync(path))
  return program === undefined ? null : { name: 'haproxy', program }
}

/** Weir's daemon, or null while it is not built. */
export function findWeir(program?: string): Implementation | null {
  if (program !== undefined) return { name: 'weir', program: resolve(program) }
  return existsSync(BUILT_WEIR) ? { name: 'weir', program: DEFAULT_WEIR } : null
}

export function versionOf({ program }: Implementation): string {
  return /version (\S+)/.exec(execFileSync(program, ['-v'], { encoding: 'latin1' }))?.[1] ?? 'unknown'
}

/** The environment of a run: this runtime comes first in the path, nothing else leaks in. */
export function runEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const path = [
    dirname(process.execPath),
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/bin',
    '/sbin',
    '/bin',
  ]
  return { PATH: path.join(delimiter), LANG: 'C', TZ: 'UTC', ...extra }
}

export const ORACLE_ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')

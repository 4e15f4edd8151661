import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProcessOptions } from '@weir/control'
import { dropPrivileges, setDumpable } from '@weir/os'
import { describeSystemError } from './configuration-files.ts'

/** Gives up what `chroot`, `user` and `group` say, once every socket is bound. Returns the reason when it can't. */
export function dropProcessPrivileges(options: ProcessOptions): string | null {
  const { uid, gid } = options
  if (options.chroot === null && uid === null && gid === null) return null
  const isAutomatic = options.chroot === 'auto'
  const chroot = isAutomatic ? mkdtempSync(join(tmpdir(), 'weir-')) : options.chroot
  try {
    dropPrivileges({ chroot, uid, gid })
    // Becoming somebody else has forbidden it.
    if (options.isDumpable) setDumpable(true)
    return null
  } catch (error) {
    return `[haproxy.main()] Cannot drop privileges: ${describeSystemError(error)}`
  } finally {
    if (isAutomatic && chroot !== null) removeQuietly(chroot)
  }
}

/** Inside the new root the directory has another name; whether it can be removed makes no difference. */
function removeQuietly(directory: string): void {
  try {
    rmdirSync(directory)
  } catch {
    // It is empty and not in anybody's way.
  }
}

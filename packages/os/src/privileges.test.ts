import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { libcState } from './libc.ts'
import { dropPrivileges, type PrivilegeCalls } from './privileges.ts'

function record(): { calls: PrivilegeCalls; log: string[] } {
  const log: string[] = []
  const note =
    (name: string) =>
    (value: unknown): void => {
      log.push(`${name} ${JSON.stringify(value)}`)
    }
  const calls = {
    chroot: note('chroot'),
    chdir: note('chdir'),
    setgroups: note('setgroups'),
    setgid: note('setgid'),
    setuid: note('setuid'),
  }
  return { calls, log }
}

describe('dropPrivileges', () => {
  test('keeps the order in which the rights are needed', () => {
    const { calls, log } = record()
    dropPrivileges({ chroot: '/srv', uid: 107, gid: 113 }, calls)
    expect(log).toEqual(['chroot "/srv"', 'chdir "/"', 'setgroups []', 'setgid 113', 'setuid 107'])
  })

  test('does only what is asked for', () => {
    const { calls, log } = record()
    dropPrivileges({ chroot: null, uid: 0, gid: null }, calls)
    expect(log).toEqual(['setuid 0'])
  })

  test('stops at the first failure', () => {
    const { calls, log } = record()
    calls.setgid = () => {
      throw new Error('EPERM')
    }
    expect(() => dropPrivileges({ chroot: null, uid: 1, gid: 1 }, calls)).toThrow('EPERM')
    expect(log).toEqual(['setgroups []'])
  })

  const isRoot = process.getuid?.() === 0
  const reason = libcState().reason ?? (isRoot ? '' : ', which needs root')
  test.skipIf(reason !== '')(`changes root, group and user of a process${reason}`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'weir-chroot-'))
    chmodSync(directory, 0o755)
    writeFileSync(join(directory, 'inside'), 'yes')
    const source = `
      import { readFileSync } from 'node:fs'
      import { dropPrivileges } from ${JSON.stringify(new URL('./privileges.ts', import.meta.url).href)}
      dropPrivileges({ chroot: ${JSON.stringify(directory)}, uid: 65534, gid: 65533 })
      console.log(readFileSync('/inside', 'latin1'), process.getuid(), process.getgid(), process.getgroups().join())`
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'latin1' })
    expect(output).toMatch(/^yes 65534 65533 (65533)?\n$/)
  })
})

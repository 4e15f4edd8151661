import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  closeDescriptor,
  duplicateDescriptor,
  replaceDescriptor,
  setCloseOnExec,
  setNonBlocking,
  writeWithoutWaiting,
} from './descriptors.ts'
import { libcState } from './libc.ts'

const { reason } = libcState()
const file = (): string => join(mkdtempSync(join(tmpdir(), 'weir-fd-')), 'file')

describe.skipIf(reason !== null)(`descriptors ${reason ?? ''}`, () => {
  test('a duplicate writes to the same file and outlives the original', () => {
    const path = file()
    const fd = openSync(path, 'w')
    const second = duplicateDescriptor(fd)
    closeSync(fd)
    expect(writeWithoutWaiting(second, Buffer.from('kept'))).toBe(true)
    closeDescriptor(second)
    expect(readFileSync(path, 'latin1')).toBe('kept')
    expect(() => closeDescriptor(second)).toThrow(/EBADF/)
  })

  test('a descriptor can be replaced', () => {
    const [a, b] = [openSync(file(), 'w'), openSync(file(), 'w')]
    replaceDescriptor(a, b)
    expect(fstatSync(b).ino).toBe(fstatSync(a).ino)
    closeSync(a)
    closeSync(b)
  })

  test('flags are changed one by one', () => {
    const flagsOf = (fd: number): number =>
      Number.parseInt(/flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))![1]!, 8)
    const fd = openSync(file(), 'w')
    setNonBlocking(fd, true)
    expect(flagsOf(fd) & 0o4000).toBe(0o4000)
    setNonBlocking(fd, false)
    expect(flagsOf(fd) & 0o4000).toBe(0)
    setCloseOnExec(fd, false)
    expect(flagsOf(fd) & 0o2000000).toBe(0)
    setCloseOnExec(fd, true)
    expect(flagsOf(fd) & 0o2000000).toBe(0o2000000)
    closeSync(fd)
  })

  test('a full pipe takes nothing and holds nobody back', () => {
    const path = `/proc/self/fd/${createPipe()[1]}`
    const writer = openSync(path, 'w')
    const line = new Uint8Array(4096)
    let count = 0
    while (writeWithoutWaiting(writer, line) && count < 1000) count++
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(1000)
    closeSync(writer)
  })
})

test.skipIf(reason !== null)(`a closed descriptor is refused ${reason ?? ''}`, () => {
  const fd = openSync(file(), 'w')
  writeSync(fd, '')
  closeSync(fd)
  expect(writeWithoutWaiting(fd, new Uint8Array(1))).toBe(false)
})

/** A pipe made by the C library: Node has none. */
function createPipe(): [number, number] {
  const koffi = process.getBuiltinModule('node:module').createRequire(import.meta.url)('koffi')
  const fds = new Int32Array(2)
  expect(koffi.load(null).func('int pipe(int *fds)')(fds)).toBe(0)
  return [fds[0]!, fds[1]!]
}

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { libcState } from './libc.ts'
import { getResourceLimit, getThreadAffinity, raiseFileLimit, setThreadAffinity } from './process-control.ts'

const { reason } = libcState()
const source = (body: string): string =>
  `import * as control from ${JSON.stringify(new URL('./process-control.ts', import.meta.url).href)}\n${body}`
const run = (body: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', source(body)], { encoding: 'latin1' })

describe.skipIf(reason !== null)(`process control ${reason ?? ''}`, () => {
  test('the limit of files is read and never lowered', () => {
    const before = getResourceLimit('files')
    expect(before.soft).toBeGreaterThan(0)
    expect(raiseFileLimit(1)).toBe(before.soft)
  })

  test('limits can be set, in a process of their own', () => {
    const output = run(`
      control.setResourceLimit('files', { soft: 256, hard: 300 })
      const raised = control.raiseFileLimit(290)
      control.setResourceLimit('core', { soft: 0, hard: Infinity })
      console.log(raised, control.getResourceLimit('files').soft, control.getResourceLimit('core').soft)`)
    expect(output).toBe('290 290 0\n')
  })

  test('a thread can be bound to one processor', () => {
    const all = getThreadAffinity()
    expect(all.length).toBeGreaterThan(0)
    setThreadAffinity([all[0]!])
    expect(getThreadAffinity()).toEqual([all[0]])
    setThreadAffinity(all)
    expect(getThreadAffinity()).toEqual(all)
    expect(() => setThreadAffinity([])).toThrow(/EINVAL/)
  })

  test('standard streams can be left, and a session started', () => {
    const output = run(`
      import { readFileSync, readlinkSync, writeSync } from 'node:fs'
      import { duplicateDescriptor } from ${JSON.stringify(new URL('./descriptors.ts', import.meta.url).href)}
      const kept = duplicateDescriptor(1)
      control.detachStandardStreams()
      control.startSession()
      control.setDumpable(false)
      const session = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ')[3]
      writeSync(kept, [readlinkSync('/proc/self/fd/1'), session === String(process.pid)].join(' '))`)
    expect(output).toBe('/dev/null true')
  })
})

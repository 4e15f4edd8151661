import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfigurationFiles } from '../src/configuration-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'weir-files-'))
const names = ['b.cfg', 'a.cfg', 'C.cfg', '10.cfg', '.hidden.cfg', 'x.txt', 'a-b.cfg', 'a.b.cfg', '_u.cfg', 'é.cfg']
for (const name of names) writeFileSync(join(folder, name), `# ${name}\n`)
mkdirSync(join(folder, 'sub.cfg'))
writeFileSync(join(folder, 'sub.cfg', 's.cfg'), '')
symlinkSync('a.cfg', join(folder, 'link.cfg'))
writeFileSync(join(folder, 'bytes'), Buffer.from([0xff, 0x00, 0x0a]))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (...paths: string[]): string[] => {
  const files = readConfigurationFiles(paths.map((path) => join(folder, path)))
  if ('error' in files) throw new Error(files.error)
  return files.map(({ name }) => basename(name))
}

// The order is HAProxy's, seen with a line `.notice` in each file.
describe('what -f names', () => {
  test('a directory stands for its *.cfg files, by the bytes of their names', () => {
    expect(read('')).toEqual(['10.cfg', 'C.cfg', '_u.cfg', 'a-b.cfg', 'a.b.cfg', 'a.cfg', 'b.cfg', 'link.cfg', 'é.cfg'])
  })

  test('files come in the order of the command line, whatever their names, as often as they are named', () => {
    expect(read('x.txt', 'b.cfg', 'sub.cfg', 'a.cfg', 'b.cfg')).toEqual(['x.txt', 'b.cfg', 's.cfg', 'a.cfg', 'b.cfg'])
  })

  test('every byte is kept', () => {
    expect(readConfigurationFiles([join(folder, 'bytes')])).toMatchObject([{ text: '\u00ff\0\n' }])
  })

  test('what cannot be read is named with the reason', () => {
    expect(readConfigurationFiles([join(folder, 'nope')])).toEqual({
      error: `Could not open configuration file ${join(folder, 'nope')} : No such file or directory`,
    })
  })
})

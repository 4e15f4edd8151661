import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { RingFile } from './ring-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'weir-ring-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('keeps the newest lines, and what was there before beside them', () => {
  const path = join(folder, 'ring')
  const earlier = new RingFile(path, 4)
  earlier.append(Buffer.from('abc'))
  earlier.close()
  const file = new RingFile(path, 10)
  for (const text of ['one', 'two', 'three', 'much too long a line']) file.append(Buffer.from(text))
  file.close()
  expect(readFileSync(`${path}.bak`, 'latin1')).toBe('abc\n')
  expect(readFileSync(path, 'latin1')).toBe('ree\ntwo\nth')
  expect(() => new RingFile(join(folder, 'none/ring'), 4)).toThrow('ENOENT')
})

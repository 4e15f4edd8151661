import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { bufferTunables, inertTunables, tuneBufsize, tuneMaxaccept } from './tune.ts'

test('reads the size of buffers', () => {
  expect(readLine(tuneBufsize, 'tune.bufsize 32k').record.bufferSizeBytes).toBe(32768)
  expect(readLine(tuneBufsize, 'tune.bufsize 0').errors).toEqual(["'tune.bufsize' expects a positive size"])
})

test('reads what has no effect', () => {
  expect(readLine(tuneMaxaccept, 'tune.maxaccept -1').record.maxAccept).toBe(-1)
  for (const keyword of inertTunables) expect(readLine(keyword, `${keyword.name} 1`).errors).toEqual([])
  for (const keyword of bufferTunables) expect(readLine(keyword, `${keyword.name} 64k`).errors).toEqual([])
  expect(readLine(bufferTunables[0]!, `${bufferTunables[0]!.name} x`).errors[0]).toContain('expects a size')
})

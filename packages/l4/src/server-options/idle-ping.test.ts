import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { idlePing } from './idle-ping.ts'

test('reads a time, and says why nothing comes of it', () => {
  expect(readLine(idlePing, 'idle-ping 10s').errors).toEqual([])
  expect(readLine(idlePing, 'idle-ping').errors).toHaveLength(1)
  expect(idlePing.withoutEffect).toMatch(/\w/)
})

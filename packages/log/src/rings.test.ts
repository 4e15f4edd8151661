import { VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { ringOptions } from './options.ts'
import { createLogRings } from './rings.ts'

test('creates the rings of the configuration and buf0', () => {
  const section = { ...ringOptions.create(), frame: 'rfc3164', maxLengthBytes: 1200 } as const
  const rings = createLogRings(
    new Map([['foo', { ...section, servers: [] }]]),
    new VirtualClock(),
    () => {},
    () => {},
  )
  expect([...rings.byName.keys()]).toEqual(['buf0', 'foo'])
  expect(rings.byName.get('foo')).toMatchObject({
    description: 'foo',
    frame: 'rfc3164',
    maxLengthBytes: 1200,
    sizeBytes: 16384,
  })
  rings.close()
})

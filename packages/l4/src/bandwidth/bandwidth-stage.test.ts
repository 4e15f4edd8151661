import { expect, test } from 'vitest'
import { DataPipeline } from '../data-pipeline.ts'
import { ProxyFixture } from '../testing/index.ts'
import { type Allowance, StreamAllowance } from './allowance.ts'
import { BandwidthStage } from './bandwidth-stage.ts'

async function create(limit: number | null) {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const stream = [...fixture.engine.streams][0]!
  const begunMs = fixture.clock.nowMs()
  const out: string[] = []
  const state = { isRoom: true }
  const allowance: Allowance | null = limit === null ? null : new StreamAllowance(limit, 1000, 0, begunMs)
  const errors: unknown[] = []
  const stage = new BandwidthStage(
    stream,
    () => allowance,
    (error) => errors.push(error),
  )
  const pipeline = new DataPipeline(
    [stage],
    {
      write(data, isLast) {
        out.push(`${fixture.clock.nowMs() - begunMs}:${data.length}${isLast ? '.' : ''}`)
        return state.isRoom
      },
    },
    () => out.push('more'),
  )
  return { fixture, out, state, pipeline, errors }
}

test('without a limit bytes pass at once', async () => {
  const { out, pipeline } = await create(null)
  expect(pipeline.write(Buffer.alloc(10), false)).toBe(true)
  expect(pipeline.write(Buffer.alloc(5), true)).toBe(true)
  expect(out).toEqual(['0:10', '0:5.'])
})

test('what is above the limit waits, and so does what is in front', async () => {
  const { out, pipeline, fixture } = await create(1000)
  expect(pipeline.write(Buffer.alloc(1500), false)).toBe(false)
  expect(out.splice(0)).toEqual(['0:1000'])
  fixture.advance(999)
  expect(out).toEqual([])
  fixture.advance(1001)
  const sizes = out.filter((entry) => entry.includes(':')).map((entry) => Number(entry.split(':')[1]))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500)
  expect(sizes.length).toBeGreaterThan(5)
  expect(out.at(-1)).toBe('more')
})

test('the end comes behind what is held', async () => {
  const { out, pipeline, fixture } = await create(100)
  pipeline.write(Buffer.alloc(150), false)
  pipeline.write(Buffer.alloc(0), true)
  fixture.advance(5000)
  expect(out[0]).toBe('0:100')
  expect(out.at(-1)!.endsWith('.')).toBe(true)
  expect(out.filter((entry) => entry.endsWith('.'))).toHaveLength(1)
})

test('a sink without room is waited for, and an end drops everything', async () => {
  const { out, state, pipeline, fixture, errors } = await create(1000)
  state.isRoom = false
  expect(pipeline.write(Buffer.alloc(10), false)).toBe(false)
  expect(pipeline.write(Buffer.alloc(10), false)).toBe(false)
  expect(out).toEqual(['0:10'])
  state.isRoom = true
  pipeline.resume()
  expect(out).toEqual(['0:10', '0:10', 'more'])
  pipeline.write(Buffer.alloc(5000), false)
  pipeline.close()
  out.length = 0
  fixture.advance(10_000)
  expect([out, errors]).toEqual([[], []])
})

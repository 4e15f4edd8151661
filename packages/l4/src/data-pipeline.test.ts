import { expect, test } from 'vitest'
import { DataPipeline, type DataSink, DataStage } from './data-pipeline.ts'

/** Adds its mark to each piece; holds one piece back while the one behind it has no room. */
class Marker extends DataStage {
  readonly #mark: string
  #isBlocked = false
  isClosed = false

  constructor(mark: string) {
    super()
    this.#mark = mark
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    this.#isBlocked = !this.next.write(Buffer.from(`${Buffer.from(data).toString()}${this.#mark}`), isLast)
    return !this.#isBlocked
  }

  resume(): void {
    if (this.#isBlocked) this.letMoreCome()
    this.#isBlocked = false
  }

  override close(): void {
    this.isClosed = true
  }
}

test('pieces go through the stages in order, and room comes back the other way', () => {
  const out: string[] = []
  let isRoom = true
  let resumed = 0
  const sink: DataSink = {
    write(data, isLast) {
      out.push(`${Buffer.from(data).toString()}${isLast ? '.' : ''}`)
      return isRoom
    },
  }
  const stages = [new Marker('a'), new Marker('b')]
  const pipeline = new DataPipeline(stages, sink, () => resumed++)
  expect(pipeline.write(Buffer.from('1'), false)).toBe(true)
  isRoom = false
  expect(pipeline.write(Buffer.from('2'), false)).toBe(false)
  pipeline.resume()
  expect(resumed).toBe(1)
  pipeline.write(Buffer.from('3'), true)
  expect(out).toEqual(['1ab', '2ab', '3ab.'])
  pipeline.close()
  pipeline.close()
  pipeline.resume()
  expect(resumed).toBe(1)
  expect(stages.every((stage) => stage.isClosed)).toBe(true)
})

import { expect, it } from 'vitest'
import { httpOptions } from '../options.ts'
import { readLines } from '../testing/lines.ts'

it('names an application', () => {
  const { options, complaints } = readLines('backend', ['use-fcgi-app php'])
  expect(complaints).toEqual([])
  expect(options.get(httpOptions).fcgiApp?.name).toBe('php')
  expect(readLines('backend', ['use-fcgi-app']).complaints).toHaveLength(1)
})

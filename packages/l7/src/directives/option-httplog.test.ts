import { streamLogOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { complaintsOf } from '../testing/complaints-of.ts'
import { readLines } from '../testing/lines.ts'

test.each([
  [['option httplog'], 'http'],
  [['option httplog clf'], 'http-clf'],
  [['option httpslog'], 'https'],
  [['option httpslog', 'option httplog'], 'http'],
])('%s chooses the format %s', (lines, format) => {
  expect(readLines('frontend', lines).options.get(streamLogOptions).format).toBe(format)
})

test('only clf may follow, and nothing can be negated', () => {
  expect(complaintsOf('frontend', 'option httplog foo')).toEqual(["keyword 'httplog' only supports option 'clf'."])
})

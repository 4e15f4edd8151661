import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { filter } from './filter.ts'

test.each([
  ['filter', ["missing argument for 'filter' in frontend 'test'."]],
  ['filter foo', [expect.stringMatching(/^'filter' : unknown keyword 'foo'. Registered keywords :.* trace/)]],
])('%s', (line, errors) => expect(readLine(filter, line).errors).toEqual(errors))

import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { inertOptions } from './thread.ts'

const read = (line: string) => readLine(inertOptions.find(({ name }) => name === line.split(' ')[0])!, line)

test.each([
  'thread 1',
  'thread 1-2',
  'thread 3-1',
  'thread 1-',
  'thread all',
  'thread 1/odd',
  'thread 1,3-4,even',
  'shards by-thread',
  'shards by-group',
  'shards 64',
  'nice -1024',
])('%s', (line) => expect(read(line)).toMatchObject({ errors: [], warnings: [] }))

test.each([
  ['thread', 'expects <set>'],
  ['thread x', "'all', 'odd' or 'even', but got 'x'"],
  ['thread (1)', "but got '(1)'"],
  ['thread 0', "but got '0'"],
  ['thread 1-65', "but got '1-65'"],
  ['thread 1,2x', "but got '2x'"],
  ['thread 1/', "but got '1/'"],
  ['thread all/1', "but got 'all/1'"],
  ['thread 2/1', 'thread-group number must be between 1 and 1 (was 2)'],
  ['shards 65', 'between 1 and 64'],
  ['shards x', 'between 1 and 64'],
  ['nice 2000', 'between -1024 and 1024'],
])('refuses %s', (line, message) => expect(read(line).errors[0]).toContain(message))

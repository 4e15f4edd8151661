import { expect, test } from 'vitest'
import { filter } from '../directives/filter.ts'
import { readLine } from '../testing/index.ts'

const unsupported =
  "'filter' : ''trace' is known to HAProxy, but not supported by Weir: it prints the calls of HAProxy's own filter interface'"

test.each([
  ['filter trace', unsupported],
  ['filter trace name x random-forwarding hexdump quiet', unsupported],
  ['filter trace random-parsing', unsupported],
  ['filter trace name', "'filter' : ''trace' : 'name' option without value'"],
  ['filter trace bogus', "'filter trace' : unknown keyword 'bogus'."],
])('%s', (line, error) => expect(readLine(filter, line).errors).toEqual([error]))

import { expect, test } from 'vitest'
import { findInHosts } from './hosts-file.ts'

const text = '# a comment\n::1 localhost ip6-localhost # more\n127.0.0.1\tlocalhost  web.lan\r\nnonsense web\n'

test.each([
  ['localhost', '127.0.0.1'],
  ['LocalHost', '127.0.0.1'],
  ['ip6-localhost', '::1'],
  ['web.lan', '127.0.0.1'],
  ['web', null],
  ['more', null],
  ['comment', null],
])('%s', (name, address) => {
  expect(findInHosts(text, name)?.toString() ?? null).toBe(address)
})

import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it('sets, replaces and removes', async () => {
  const { patterns } = await exchange({
    frontend: [
      'http-request set-map(virt@m) %[path] one',
      'http-request set-map(virt@m) %[path] two',
      'http-request set-map(virt@m) /gone x',
      'http-request del-map(virt@m) /gone',
      'http-request add-acl(virt@l) %[path]',
      'http-request add-acl(virt@l) %[path]',
      'http-response del-acl(virt@l) other',
    ],
  })
  const map = patterns.find('virt@m')!
  expect([...map.entries()].map(({ pattern, value }) => [pattern, value])).toEqual([['/', 'two']])
  expect(patterns.find('virt@l')!.size).toBe(1)
})

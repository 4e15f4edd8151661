import { expect, test } from 'vitest'
import { bindOptions } from '../bind-options.ts'
import { readLine } from '../testing/index.ts'
import { bind } from './bind.ts'

test('reads addresses and options', () => {
  const { record, errors } = readLine(bind, 'bind :80,127.0.0.1:81 accept-proxy name web')
  expect(errors).toEqual([])
  expect(record.lines[0]!.addresses.length).toBe(2)
  expect(record.lines[0]!.options.get(bindOptions)).toMatchObject({ expectsProxyHeader: true, name: 'web' })
})

test.each([
  ['bind', "'bind' expects"],
  ['bind 80', 'missing port specification'],
  ['bind :80 interface', 'missing interface name'],
  ['bind :80 namee x', 'unknown keyword'],
])('refuses %s', (line, message) => {
  expect(readLine(bind, line).errors[0]).toContain(message)
})

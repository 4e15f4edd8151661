import { expect, test } from 'vitest'
import { chooseBy, complaints, serversOf } from '../testing/index.ts'
import { domainOf } from './hdr.ts'

// biome-ignore format: one value each
const hosts = ['www.example.com', 'example.com', 'a.b.c.example.co.uk:8080', 'localhost', '1.2.3.4', 'foo.bar', 'x.y', 'img1.static.example.org', '.com', 'a..com', 'com.', 'a.b:80:90']

/** What HAProxy 2.6 chose for the hosts. */
test.each([
  ['hdr(x)', 'dcdddbbcddbd'],
  ['hdr(x) use_domain_only', 'aaddbaaaddcd'],
])('balance %s', (line, expected) => {
  const backend = chooseBy(`balance ${line}\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...hosts.map((x) => ({ headers: { x } })))).toBe(expected)
})

test('the first value of a list counts; without one requests take turns', () => {
  const backend = chooseBy(`balance hdr(x)\n${serversOf(1, 1, 1)}`)
  const [alone] = backend.choose({ headers: { x: 'alpha' } })
  expect(backend.choose({ headers: { x: 'alpha, beta' } })).toBe(alone)
  expect(backend.choose({}, { headers: { x: '' } }, {})).toBe('abc')
})

test.each([
  ['www.example.com', 'example'],
  ['localhost', 'localhost'],
  ['.com', '.com'],
  ['.a.com', 'a'],
  ['a..com', 'a.'],
  ['com.', 'com'],
  ['a.b..c', 'b.'],
  ['..', '.'],
  ['x.y.z:8.0', 'z:8'],
])('the domain of %s is %s', (host, domain) => {
  expect(domainOf(host)).toBe(domain)
})

test('a name is required', () => {
  expect(complaints('balance hdr')).toEqual(["'balance hdr(name)' requires an http header field name."])
})

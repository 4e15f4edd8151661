import { expect, test } from 'vitest'
import { chooseBy, complaints, serversOf } from '../testing/index.ts'

// biome-ignore format: one value each
const hosts = ['www.example.com', 'example.com', 'a.b.c.example.co.uk:8080', 'localhost', '1.2.3.4', 'foo.bar', 'x.y', 'img1.static.example.org', '.com', 'a..com', 'com.', 'a.b:80:90']

test('text is hashed as HAProxy 2.6 hashes it', () => {
  const backend = chooseBy(`balance hash req.hdr(x)\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...hosts.map((x) => ({ headers: { x } })))).toBe('dcdddbbcddbd')
})

test('an address is hashed as bytes', () => {
  const clients = Array.from(
    { length: 24 },
    (_, index) => `127.${(index * 13) % 256}.${(index * index) % 256}.${1 + ((index * 5) % 254)}`,
  )
  const backend = chooseBy(`balance hash src\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...clients.map((src) => ({ src })))).toBe('cbddabaddbcbddabcccbdbcd')
})

test('an integer is hashed as eight bytes', () => {
  const numbers = [1, 255, 256, 65536, 4294967296, 5000000000, 123456789]
  const backend = chooseBy(`balance hash req.hdr(n),mul(1)\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...numbers.map((n) => ({ headers: { n: String(n) } })))).toBe('bbdbdcc')
})

test('an expression is required', () => {
  expect(complaints('balance hash')).toHaveLength(1)
})

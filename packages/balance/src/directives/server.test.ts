import { expect, test } from 'vitest'
import { complaints, readServer } from '../testing/index.ts'

test('default-server adds up and reaches later servers only', () => {
  expect(readServer('', 'default-server weight 5\ndefault-server maxconn 9')).toMatchObject({ weight: 5, maxconn: 9 })
  expect(readServer('weight 7', 'default-server weight 5').weight).toBe(7)
})

test.each([
  ['server', "'server' expects <name> and <addr>[:<port>] as arguments."],
  ['server a', "'server' expects <name> and <addr>[:<port>] as arguments."],
  ['server a! 192.0.2.1:80', "character '!' is not permitted in server name 'a!'"],
  ['server a 192.0.2.1:99999', "invalid port '99999'"],
  ['server-template s 3-1 h:80', "Wrong server-template number or range arg '3-1'."],
  ['server-template s 0 h:80', "Wrong server-template number or range arg '0'."],
  [
    'server a 192.0.2.1:80 from none',
    "'from' on 'server' lines is known to HAProxy, but not supported by Weir: there are no named sets of server options",
  ],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

test('two servers of one name are refused, a template of one name as well', () => {
  const message = /another server named 's1' was already defined at line 1/
  expect(complaints('server s1 192.0.2.1:80\nserver s1 192.0.2.2:80')[0]).toMatch(message)
  expect(complaints('server s1 192.0.2.1:80\nserver-template s 2 h:80')[0]).toMatch(message)
})

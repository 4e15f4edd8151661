import { expect, test } from 'vitest'
import { balanceBundle } from '../bundle.ts'
import { serverLines, serverOptions } from '../options.ts'
import { complaints, readLines, readServer } from '../testing/index.ts'

test('default-server adds up and reaches later servers only', () => {
  expect(readServer('', 'default-server weight 5\ndefault-server maxconn 9')).toMatchObject({ weight: 5, maxconn: 9 })
  expect(readServer('weight 7', 'default-server weight 5').weight).toBe(7)
})

test.each([
  ['server', "'server' expects <name> and <addr>[:<port>] as arguments."],
  ['server a', "'server' expects <name> and <addr>[:<port>] as arguments."],
  ['server a! 192.0.2.1:80', "character '!' is not permitted in server name 'a!'"],
  ['server-template a:b 1 192.0.2.1:80', "character ':' is not permitted in server-template prefix 'a:b'"],
  ['server a 192.0.2.1:99999', "invalid port '99999' in '192.0.2.1:99999'"],
  ['server-template s 3-1 h:80', "Wrong server-template number or range arg '3-1'."],
  ['server-template s 0 h:80', "Wrong server-template number or range arg '0'."],
  [
    'server a 192.0.2.1:80 from none',
    "'from' on 'server' lines is known to HAProxy, but not supported by Weir: there are no named sets of server options",
  ],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

test.each(['server s1 192.0.2.2:80', 'server-template s 2 h:80'])(
  'a name that is taken is kept for the end: %s',
  (line) => {
    const { serverLines: lines, duplicates } = readLines(
      [balanceBundle],
      `server s1 192.0.2.1:80\n${line}`,
    ).options.get(serverLines)
    expect(lines[0]!.span.line).toBe(1)
    expect(duplicates.map(({ line, earlier }) => [line.name, earlier.span.line])).toEqual([['s1', 1]])
  },
)

test.each([
  ['1-', 'Wrong server-template number or range'],
  ['1-x', 'Wrong server-template number or range'],
  ['99999999999', 'makes up to 100000 servers'],
])('a template of %s servers', (count, message) => {
  expect(complaints(`server-template s ${count} h:80`)[0]).toContain(message)
})

test("the identifier of a template is the first one's", () => {
  const lines = readLines([balanceBundle], 'server-template s 2 h:80 id 5').options.get(serverLines).serverLines
  expect(lines.map(({ options }) => options.get(serverOptions).id)).toEqual([5, null])
})

test("an identifier is each server's own", () => {
  const lines = readLines([balanceBundle], 'default-server id 5\nserver s 192.0.2.1:80').options.get(serverLines)
  expect(lines.serverLines[0]!.options.get(serverOptions).id).toBeNull()
})

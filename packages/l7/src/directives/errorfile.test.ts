import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { configure, readLines, setFile } from '../testing/lines.ts'

setFile('/403', 'HTTP/1.0 403 Nope\r\nX-Own: y\r\n\r\ngo away')
setFile('/empty', '')
setFile('/bad', 'not http')

const deny = 'http-request deny'

it.each([
  [['errorfile 403 /403'], 'HTTP/1.0 403 Nope\r\nx-own: y\r\n\r\ngo away'],
  [
    ['errorloc 403 http://e/'],
    'HTTP/1.1 302 Found\r\ncache-control: no-cache\r\ncontent-length: 0\r\nlocation: http://e/\r\n\r\n',
  ],
  [
    ['errorloc303 403 /e'],
    'HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\ncontent-length: 0\r\nlocation: /e\r\n\r\n',
  ],
  [
    ['http-error status 403 content-type text/plain string no'],
    'HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\ncontent-type: text/plain\r\n\r\nno',
  ],
  [['errorfiles mine'], 'HTTP/1.0 403 Nope\r\nx-own: y\r\n\r\ngo away'],
  [['errorfiles mine 403'], 'HTTP/1.0 403 Nope\r\nx-own: y\r\n\r\ngo away'],
  [['errorfile 403 /empty'], ''],
])('%j', async (frontend, expected) => {
  const { got } = await exchange({ frontend: [...frontend, deny], errorSets: { mine: ['errorfile 403 /403'] } })
  expect(got).toBe(expected)
})

setFile('/200', 'HTTP/1.0 200 OK\r\n\r\nback soon')

it.each([
  [['errorfile 403 /200', deny], '403 PR--'],
  [['errorloc 403 http://e/', deny], '403 PR--'],
  [['errorfiles mine', deny], '403 PR--'],
  [['errorfile 503 /200', `${deny} deny_status 503`], '503 PR--'],
  [[`${deny} deny_status 403 errorfile /200`], '403 PR--'],
  [[`${deny} deny_status 403 errorfiles mine`], '403 PR--'],
  [['errorfile 403 /200', 'http-request return status 403 default-errorfiles'], '403 LR--'],
  [['http-request return status 403 errorfile /200'], '403 LR--'],
])('logs the error and not the status of its page: %j', async (frontend, expected) => {
  const { log } = await exchange({ frontend, errorSets: { mine: ['errorfile 403 /200'] } })
  expect(log.slice(0, 8)).toBe(expected)
})

it.each([
  ['errorfile 400 /200', 'HTTP/1.1 400 Bad request', '400 PR--'],
  ['errorloc 400 http://e/', 'HTTP/1.1 400 Bad request', '400 PR--'],
  ['errorfile 400 /empty', '', '400 PR--'],
])('has no page for what is no request: %s', async (line, firstLine, expected) => {
  const { got, log } = await exchange({ frontend: [line] }, 'garbage\r\n\r\n')
  expect(got.split('\r\n')[0]).toBe(firstLine)
  expect(log.slice(0, 8)).toBe(expected)
})

it.each([
  ['errorfile 418 /403', "errorfile : status code '418' not handled."],
  ['errorfile 403 /missing', "error opening file '/missing'"],
  ['errorfile 403 /bad', 'is not a valid HTTP response'],
  ['http-error content-type a/b string x', 'expects at least a <status> as arguments'],
])('refuses %s', (line, message) => {
  expect(readLines('frontend', [line]).complaints.join()).toContain(message)
})

setFile('/plain', 'HTTP/1.1 503 X\r\nX-Own: y\r\n\r\nsorry')
setFile('/close', 'HTTP/1.1 503 X\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab')
setFile('/old', 'HTTP/1.0 503 X\r\nContent-Length: 2\r\n\r\nab')
setFile('/old-kept', 'HTTP/1.0 503 X\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab')
setFile('/whole', 'HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\nab')
setFile('/nothing', 'HTTP/1.1 204 X\r\n\r\n')

// As HAProxy 2.6 sends them.
it.each([
  ['/plain', 'HTTP/1.1 503 X\r\nx-own: y\r\nconnection: close\r\n\r\nsorry', false],
  ['/close', 'HTTP/1.1 503 X\r\ncontent-length: 2\r\nconnection: close\r\n\r\nab', false],
  ['/old', 'HTTP/1.0 503 X\r\ncontent-length: 2\r\n\r\nab', false],
  ['/old-kept', 'HTTP/1.0 503 X\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\nab', true],
  ['/whole', 'HTTP/1.1 503 X\r\ncontent-length: 2\r\n\r\nab', true],
  ['/nothing', 'HTTP/1.1 204 X\r\n\r\n', true],
])('ends the connection as the page says: %s', async (file, expected, isKept) => {
  const { world } = await configure({ frontend: [`errorfile 503 ${file}`, `${deny} deny_status 503`] })
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(client.text).toBe(expected)
  expect(client.hasEnded).toBe(!isKept)
})

it('keeps the connection where a page of 400 says so', async () => {
  const { got } = await exchange({ frontend: ['http-request return status 400 content-type a/b string x'] })
  expect(got).toBe('HTTP/1.1 400 Bad Request\r\ncontent-length: 1\r\ncontent-type: a/b\r\n\r\nx')
})

it('logs the status of an empty page', async () => {
  const { got, log } = await exchange({ frontend: ['errorfile 403 /empty', deny] })
  expect([got, log.slice(0, 8)]).toEqual(['', '403 PR--'])
})

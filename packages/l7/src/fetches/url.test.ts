import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

async function check(expression: string, expected: string, target: string, body = ''): Promise<void> {
  const { sent } = await exchange(
    { frontend: ['option http-buffer-request', `http-request set-header x-result "<%[${expression}]>"`] },
    `POST ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  expect(/x-result: <(.*)>/.exec(sent!)?.[1]).toBe(expected)
}

const target = '/x/y?p=1;q=2&r'

it.each([
  ['method', 'POST'],
  ['url', target],
  ['path', '/x/y'],
  ['pathq', target],
  ['query', 'p=1;q=2&r'],
  ['query(with_qm)', '?p=1;q=2&r'],
  ['base', 'a/x/y'],
  ['baseq', `a${target}`],
  ['base32', '3832000739'],
  ['url32', '2339414305'],
  ['base32+src,hex', 'E467B0E37F000001'],
  ['url32+src,hex', '8B70A1217F000001'],
  ['urlp(p)', '1'],
  ['url_param(q)', '2'],
  ['urlp(P)', ''],
  ['urlp(P,,i)', '1'],
  ['urlp(z)', ''],
  ['urlp()', '1'],
  ['urlp_val(q)', '2'],
])('%s', (expression, expected) => check(expression, expected, target))

it.each([
  ['url_ip', '10.0.0.1'],
  ['url_port', '8080'],
  ['path', '/z'],
])('%s of an absolute target', async (expression, expected) => {
  const { sent } = await exchange(
    { frontend: [`http-request set-header x-result <%[${expression}]>`] },
    'GET http://10.0.0.1:8080/z HTTP/1.1\r\n\r\n',
  )
  expect(sent).toContain(`x-result: <${expected}>`)
})

it.each([
  ['req.body', 'k=v&K=w'],
  ['req.body_len', '7'],
  ['req.body_size', '7'],
  ['req.body_param(k)', 'v'],
  ['req.body_param(x)', ''],
])('%s', (expression, expected) => check(expression, expected, '/', 'k=v&K=w'))

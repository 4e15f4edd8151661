import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  closing,
  createCheckFixture,
  greet,
  resetting,
  silent,
} from './testing/check-fixture.ts'

/** Runs one check of one server and gives what was logged of it, without the time it took. */
async function check(lines: string, behaviour: Behaviour | null): Promise<{ log: string; received: string[] }> {
  const fixture = createCheckFixture(`option log-health-checks\n${lines}\nserver s1 127.0.0.1:80 check inter 10s`)
  if (behaviour !== null) await fixture.serve(80, behaviour)
  fixture.monitor.start()
  fixture.clock.advance(5000)
  const log = fixture.warnings.find((warning) => warning.startsWith('Health check')) ?? '(nothing)'
  expect(fixture.network.sinkErrors).toEqual([])
  const short = /^Health check for server be\/s1 (.*), check duration: \d+ms, status: (.*)\.$/.exec(log)
  return {
    log: short === null ? log : `${short[1]!.replace('reason: ', '')} | ${short[2]}`,
    received: fixture.received,
  }
}

const http = (status: number, body: string): string =>
  `HTTP/1.1 ${status} X\r\ncontent-length: ${body.length}\r\n\r\n${body}`
const up = '3/3 UP'
const down = '0/2 DOWN'
const refused = 'ECONNREFUSED returned by OS (Connection refused)'

/** Lines, what the server does, and the result as HAProxy logs it (2.6; connection errors as since 3.1). */
const cases: readonly (readonly [string, Behaviour | null, string])[] = [
  ['', silent, `succeeded, Layer4 check passed | ${up}`],
  ['', null, `failed, Layer4 connection problem, info: "${refused}" | ${down}`],
  ['option httpchk', answer(http(200, '')), `succeeded, Layer7 check passed, code: 200 | ${up}`],
  ['option httpchk', answer(http(302, '')), `succeeded, Layer7 check passed, code: 302 | ${up}`],
  ['option httpchk', answer(http(503, 'no')), `failed, Layer7 wrong status, code: 503, info: "X" | ${down}`],
  ['option httpchk', answer('garbage\r\n', true), `failed, Layer7 invalid response | ${down}`],
  ['option httpchk', silent, `failed, Layer7 timeout | ${down}`],
  ['option httpchk', resetting, `failed, Socket error, info: "Connection reset by peer" | ${down}`],
  [
    'option httpchk\nhttp-check disable-on-404',
    answer(http(404, '')),
    `conditionally succeeded, Layer7 check conditionally passed, code: 404, info: "X" | ${up}`,
  ],
  [
    'option httpchk\nhttp-check expect string hello',
    answer(http(200, 'well, hello')),
    `succeeded, Layer7 check passed, code: 200 | ${up}`,
  ],
  [
    'option httpchk\nhttp-check expect string hello',
    answer(http(503, 'sorry')),
    `failed, Layer7 invalid response, info: "HTTP content check did not match" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check expect ! rstring sor+y',
    answer(http(503, 'sorry')),
    `failed, Layer7 invalid response, info: "HTTP check matched unwanted content" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check expect status 200-299,503',
    answer(http(503, '')),
    `succeeded, Layer7 check passed, code: 503 | ${up}`,
  ],
  [
    'option httpchk\nhttp-check expect rstatus ^3',
    answer(http(200, '')),
    `failed, Layer7 wrong status, code: 200, info: "X" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check expect comment cmt status 204',
    answer(http(200, '')),
    `failed, Layer7 wrong status, code: 200, info: "X comment: cmt" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check expect hdr name content-length value 99',
    answer(http(200, '')),
    `failed, Layer7 wrong status, code: 200, info: "X" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check expect hdr name -m beg Content- value -m reg ^[0-9]$',
    answer(http(200, 'body')),
    `succeeded, Layer7 check passed, code: 200 | ${up}`,
  ],
  [
    'option httpchk\nhttp-check expect on-success yay status 200',
    answer(http(200, '')),
    `succeeded, Layer7 check passed, code: 200, info: "yay" | ${up}`,
  ],
  [
    'option httpchk\nhttp-check expect on-error err status 200',
    answer(http(503, '')),
    `failed, Layer7 wrong status, code: 503, info: "err" | ${down}`,
  ],
  [
    'option httpchk\nhttp-check connect\nhttp-check send meth GET uri /\nhttp-check expect status 201',
    null,
    `failed, Layer4 connection problem, info: "${refused}" | ${down}`,
  ],
  ['option tcp-check\ntcp-check connect', silent, `succeeded, Layer4 check passed, info: "(tcp-check)" | ${up}`],
  [
    'option tcp-check\ntcp-check connect',
    null,
    `failed, Layer4 connection problem, info: "${refused} at step 1 of tcp-check (connect)" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check connect port 1',
    silent,
    `failed, Layer4 connection problem, info: "${refused} at step 1 of tcp-check (connect port 1)" | ${down}`,
  ],
  [
    'option tcp-check',
    null,
    `failed, Layer4 connection problem, info: "${refused} at initial connection step of tcp-check" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check connect\ntcp-check send PING\ntcp-check expect string +PONG',
    answer('+PONG\r\n'),
    `succeeded, Layer7 check passed, code: 0, info: "(tcp-check)" | ${up}`,
  ],
  [
    'option tcp-check\ntcp-check connect\ntcp-check send PING\ntcp-check expect string +PONG',
    answer('-ERR\r\n', true),
    `failed, Layer7 invalid response, info: "TCPCHK did not match content '+PONG' at step 3" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check connect\ntcp-check send PING\ntcp-check expect string +PONG',
    resetting,
    `failed, Socket error, info: "Connection reset by peer at step 3 of tcp-check (expect string '+PONG')" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check connect\ntcp-check comment my\\ comment\ntcp-check send PING comment sending\ntcp-check expect rstring ^PO comment expecting\\ PO',
    answer('NO', true),
    `failed, Layer7 invalid response, info: "TCPCHK did not match content (regex) at step 4 comment: expecting PO" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check comment c1\ntcp-check expect ! string 220',
    greet('220 mail'),
    `failed, Layer7 invalid response, info: "TCPCHK matched unwanted content '220' at step 2 comment: c1" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check expect string +PONG comment want\\ pong',
    closing,
    `failed, Layer7 invalid response, info: "TCPCHK got an empty response at step 1 comment: 'want pong'" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check expect string +PONG comment want\\ pong',
    silent,
    `failed, Layer7 timeout, info: " at step 1 of tcp-check (expect string '+PONG') comment: 'want pong'" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check expect binary 414243',
    silent,
    `failed, Layer7 timeout, info: " at step 1 of tcp-check (expect binary 'ABC')" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check expect rbinary ^323230',
    greet('220'),
    `succeeded, Layer7 check passed, code: 0, info: "(tcp-check)" | ${up}`,
  ],
  [
    'option tcp-check\ntcp-check expect ok-status L4OK on-success fine status-code int(12) string 220',
    greet('220 mail'),
    `succeeded, Layer4 check passed, info: "fine" | ${up}`,
  ],
  [
    'option tcp-check\ntcp-check expect error-status L7STS on-error bad status-code int(13) string 221',
    (connection) => {
      connection.writeText('220')
      connection.close()
    },
    `failed, Layer7 wrong status, code: 13, info: "bad" | ${down}`,
  ],
  [
    'option tcp-check\ntcp-check expect tout-status L4TOUT string nope',
    silent,
    `failed, Layer4 timeout, info: " at step 1 of tcp-check (expect string 'nope')" | ${down}`,
  ],
  [
    'option redis-check',
    answer('+PONG\r\n'),
    `succeeded, Layer7 check passed, code: 0, info: "Redis server is ok" | ${up}`,
  ],
  [
    'option redis-check',
    answer('-ERR bad\r\n', true),
    `failed, Layer7 wrong status, code: 0, info: "-ERR bad" | ${down}`,
  ],
  ['option redis-check', silent, `failed, Layer7 timeout | ${down}`],
  ['option ssl-hello-chk', answer('\x16\x03\x00\x00\x02ab'), `succeeded, Layer6 check passed | ${up}`],
  ['option ssl-hello-chk', answer('-ERR bad\r\n'), `failed, Layer6 invalid response | ${down}`],
  ['option ssl-hello-chk', silent, `failed, Layer6 timeout | ${down}`],
  [
    'option smtpchk',
    greet('220 mail ESMTP\r\n', '250 hello\r\n', '221 bye\r\n'),
    `succeeded, Layer7 check passed, code: 221, info: "bye" | ${up}`,
  ],
  [
    'option smtpchk EHLO me.example',
    greet('220 mail\r\n', '250-mail\r\n250-PIPELINING\r\n250 HELP\r\n', '221 bye\r\n'),
    `succeeded, Layer7 check passed, code: 221, info: "bye" | ${up}`,
  ],
  ['option smtpchk', greet('554 go away\r\n'), `failed, Layer7 wrong status, code: 554, info: "go away" | ${down}`],
  ['option smtpchk', silent, `failed, Layer7 timeout | ${down}`],
  [
    'option ldap-check',
    answer('\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00'),
    `succeeded, Layer7 check passed, code: 0, info: "Success" | ${up}`,
  ],
  [
    'option ldap-check',
    answer('-ERR bad\r\n', true),
    `failed, Layer7 invalid response, info: "Not LDAPv3 protocol" | ${down}`,
  ],
  [
    'option ldap-check',
    answer('\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x31\x04\x00\x04\x00'),
    `failed, Layer7 wrong status, code: 49, info: "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9" | ${down}`,
  ],
  [
    'option pgsql-check user foo',
    answer('R\x00\x00\x00\x0c\x00\x00\x00\x05salt'),
    `succeeded, Layer7 check passed, code: 0, info: "PostgreSQL server is ok" | ${up}`,
  ],
  [
    'option pgsql-check user foo',
    answer('-ERR bad\r\n'),
    `failed, Layer7 wrong status, code: 0, info: "PostgreSQL unknown error" | ${down}`,
  ],
  [
    'option pgsql-check user foo',
    answer('E\x00\x00\x00\x18SFATAL\0Mno such role\0\0'),
    `failed, Layer7 wrong status, code: 0, info: "no such role" | ${down}`,
  ],
  [
    'option mysql-check',
    greet('\x0e\x00\x00\x00\x0a8.0.1-x\0abcde'),
    `succeeded, Layer7 check passed, code: 0, info: "8.0.1-x" | ${up}`,
  ],
  [
    'option mysql-check user foo',
    greet('\x0e\x00\x00\x00\x0a8.0.1-x\0abcde', '\x07\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00'),
    `succeeded, Layer7 check passed, code: 0, info: "8.0.1-x" | ${up}`,
  ],
  [
    'option mysql-check user foo',
    greet('\x0e\x00\x00\x00\x0a8.0.1-x\0abcde', '\x0f\x00\x00\x02\xff\x15\x04#28000Denied'),
    `failed, Layer7 wrong status, code: 1045, info: "Denied" | ${down}`,
  ],
  ['option mysql-check user foo', greet('-ERR bad\r\n'), `failed, Layer7 timeout | ${down}`],
]

test.each(cases)('%s', async (lines, behaviour, expected) => {
  expect((await check(lines, behaviour)).log).toBe(expected)
})

test.each([
  ['option httpchk', 'OPTIONS / HTTP/1.0\r\n\r\n'],
  ['option httpchk /up', 'OPTIONS /up HTTP/1.0\r\n\r\n'],
  ['option httpchk GET /up', 'GET /up HTTP/1.0\r\n\r\n'],
  ['option httpchk GET /up HTTP/1.1 www.example', 'GET /up HTTP/1.1\r\nhost: www.example\r\nconnection: close\r\n\r\n'],
  [
    'option httpchk\nhttp-check send meth GET uri /u ver HTTP/1.1 hdr Host foo hdr X-A b body hello',
    'GET /u HTTP/1.1\r\nhost: foo\r\nx-a: b\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello',
  ],
  ['option httpchk HEAD /up\nhttp-check send hdr X-A b', 'HEAD /up HTTP/1.0\r\nx-a: b\r\n\r\n'],
  [
    'option httpchk GET /x HTTP/1.1\nhttp-check send-state',
    'GET /x HTTP/1.1\r\nx-haproxy-server-state: UP 1/3; address=127.0.0.1; port=80; name=be/s1; node=node1; weight=1/1; scur=0/0; qcur=0\r\nconnection: close\r\n\r\n',
  ],
  ['option redis-check', '*1\r\n$4\r\nPING\r\n'],
  ['option pgsql-check user foo', '\x00\x00\x00\x12\x00\x03\x00\x00user\x00foo\x00\x00'],
  ['option ldap-check', '0\x0c\x02\x01\x01`\x07\x02\x01\x03\x04\x00\x80\x00'],
  [
    'option mysql-check user foo',
    `%\x00\x00\x01\x00\x82\x00\x00\x00\x80\x00\x01!${'\x00'.repeat(23)}foo\x00\x00\x01\x00\x00\x00\x01`,
  ],
  ['option tcp-check\ntcp-check send-binary 4f4b0d0a', 'OK\r\n'],
  ['option tcp-check\ntcp-check send-lf %[int(7)]', '7'],
  ['option tcp-check\ntcp-check send-binary-lf 4%[int(1)]', 'A'],
  ['option tcp-check\ntcp-check set-var(check.x) str(hi)\ntcp-check send-lf %[var(check.x)]', 'hi'],
])('%s sends what HAProxy sends', async (lines, expected) => {
  const { received } = await check(lines, greet(''))
  expect(received.join('')).toBe(expected)
})

test('a check may use a port and address of its own, and announce itself', async () => {
  const fixture = createCheckFixture(
    'server s1 127.0.0.1:80 check port 81 addr 127.0.0.1 check-send-proxy\noption redis-check',
  )
  await fixture.serve(81, greet(''))
  fixture.monitor.start()
  fixture.clock.advance(1)
  expect(fixture.received.join('')).toMatch(/^PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ 81\r\n\*1\r\n/)
})

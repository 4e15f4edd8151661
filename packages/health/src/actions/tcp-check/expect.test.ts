import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  closing,
  complaints,
  failed,
  greet,
  passed,
  resetting,
  runCheck,
  silent,
} from '../../testing/check-fixture.ts'

const ping = 'option tcp-check\ntcp-check connect\ntcp-check send PING\ntcp-check expect string +PONG'

const closingWith =
  (text: string): Behaviour =>
  (connection) => {
    connection.writeText(text)
    connection.close()
  }

test.each<readonly [string, Behaviour | null, string]>([
  [ping, answer('+PONG\r\n'), passed('Layer7 check passed, code: 0, info: "(tcp-check)"')],
  [
    ping,
    answer('-ERR\r\n', true),
    failed('Layer7 invalid response, info: "TCPCHK did not match content \'+PONG\' at step 3"'),
  ],
  [
    ping,
    resetting,
    failed('Socket error, info: "Connection reset by peer at step 3 of tcp-check (expect string \'+PONG\')"'),
  ],
  [
    'option tcp-check\ntcp-check expect string +PONG comment want\\ pong',
    closing,
    failed('Layer7 invalid response, info: "TCPCHK got an empty response at step 1 comment: \'want pong\'"'),
  ],
  [
    'option tcp-check\ntcp-check expect string +PONG comment want\\ pong',
    silent,
    failed("Layer7 timeout, info: \" at step 1 of tcp-check (expect string '+PONG') comment: 'want pong'\""),
  ],
  [
    'option tcp-check\ntcp-check expect binary 414243',
    silent,
    failed('Layer7 timeout, info: " at step 1 of tcp-check (expect binary \'ABC\')"'),
  ],
  [
    'option tcp-check\ntcp-check expect ! rstring ^220',
    greet('220 mail'),
    failed('Layer7 invalid response, info: "TCPCHK matched unwanted content (regex) at step 1"'),
  ],
  [
    'option tcp-check\ntcp-check expect ! string BAD',
    greet('GOOD'),
    failed('Layer7 timeout, info: " at step 1 of tcp-check (expect string \'BAD\')"'),
  ],
  [
    'option tcp-check\ntcp-check expect ! string BAD',
    closingWith('GOOD'),
    passed('Layer7 check passed, code: 0, info: "(tcp-check)"'),
  ],
  [
    'option tcp-check\ntcp-check expect min-recv 4 ! string BAD',
    greet('GOOD'),
    passed('Layer7 check passed, code: 0, info: "(tcp-check)"'),
  ],
  [
    'option tcp-check\ntcp-check expect min-recv 3 string BAD',
    greet('GOOD'),
    failed('Layer7 invalid response, info: "TCPCHK did not match content \'BAD\' at step 1"'),
  ],
  [
    'option tcp-check\ntcp-check expect rbinary ^220',
    closingWith('220 mail'),
    failed('Layer7 invalid response, info: "TCPCHK did not match content (binary regex) at step 1"'),
  ],
  [
    'option tcp-check\ntcp-check expect rbinary ^323230',
    greet('220'),
    passed('Layer7 check passed, code: 0, info: "(tcp-check)"'),
  ],
  [
    'option tcp-check\ntcp-check expect string-lf %[int(220)]',
    greet('220'),
    passed('Layer7 check passed, code: 0, info: "(tcp-check)"'),
  ],
  [
    'option tcp-check\ntcp-check expect binary-lf 3%[int(2)]',
    greet('220'),
    passed('Layer7 check passed, code: 0, info: "(tcp-check)"'),
  ],
  [
    'option tcp-check\ntcp-check expect string 220 ok-status L4OK on-success fine status-code int(12)',
    greet('220 mail'),
    passed('Layer4 check passed, info: "fine"'),
  ],
  [
    'option tcp-check\ntcp-check expect error-status L7STS on-error bad status-code int(13) string 221',
    closingWith('220 mail'),
    failed('Layer7 wrong status, code: 13, info: "bad"'),
  ],
  [
    'option tcp-check\ntcp-check expect tout-status L4TOUT string nope',
    silent,
    failed('Layer4 timeout, info: " at step 1 of tcp-check (expect string \'nope\')"'),
  ],
  [
    'option tcp-check\ntcp-check expect min-recv 0 string mail',
    greet('220 '),
    failed('Layer7 invalid response, info: "TCPCHK did not match content \'mail\' at step 1"'),
  ],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('an answer that comes in pieces is put together', async () => {
  const pieces = greet('+PO', 'unused')
  const { log } = await runCheck('option tcp-check\ntcp-check expect string +PONG', (connection, received) => {
    pieces(connection, received)
    connection.writeText('NG')
  })
  expect(log).toBe(passed('Layer7 check passed, code: 0, info: "(tcp-check)"'))
})

test.each([
  ['tcp-check expect', "'expect' needs one of 'string', 'rstring', 'string-lf', 'binary', 'rbinary', 'binary-lf'"],
  [
    'tcp-check expect strin x',
    "expects one of 'string', 'rstring', 'string-lf', 'binary', 'rbinary', 'binary-lf', but got 'strin'",
  ],
  ['tcp-check expect string', "'string' expects a pattern"],
  ['tcp-check expect binary 4', "'binary' expects an even number of hexadecimal digits, but got '4'"],
  ['tcp-check expect min-recv -2 string x', "'min-recv' expects -1 or a positive integer, but got '-2'"],
  [
    'tcp-check expect ok-status L7STS string x',
    "'ok-status' only supports 'L7OK', 'L7OKC', 'L6OK', 'L4OK' status, but got 'L7STS'",
  ],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

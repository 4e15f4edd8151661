import { expect, test } from 'vitest'
import { type Behaviour, failed, greet, passed, runCheck, silent } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  [
    'option smtpchk',
    greet('220 mail ESMTP\r\n', '250 hello\r\n', '221 bye\r\n'),
    passed('Layer7 check passed, code: 221, info: "bye"'),
  ],
  [
    'option smtpchk EHLO me.example',
    greet('220 mail\r\n', '250-mail\r\n250-PIPELINING\r\n250 HELP\r\n', '221 bye\r\n'),
    passed('Layer7 check passed, code: 221, info: "bye"'),
  ],
  ['option smtpchk', greet('554 go away\r\n'), failed('Layer7 wrong status, code: 554, info: "go away"')],
  ['option smtpchk', greet('hello\r\n'), failed('Layer7 invalid response, info: "hello"')],
  ['option smtpchk', silent, failed('Layer7 timeout')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test.each([
  ['option smtpchk', 'HELO localhost\r\nQUIT\r\n'],
  ['option smtpchk EHLO me.example', 'EHLO me.example\r\nQUIT\r\n'],
  ['option smtpchk NOPE me.example', 'HELO me.example\r\nQUIT\r\n'],
])('%s greets and takes its leave', async (lines, expected) => {
  const behaviour = greet('220 mail\r\n', '250 hello\r\n', '221 bye\r\n')
  expect((await runCheck(lines, behaviour)).received).toBe(expected)
})

import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  complaints,
  failed,
  greet,
  httpAnswer,
  passed,
  resetting,
  runCheck,
  silent,
} from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  ['option httpchk', answer(httpAnswer(200, '')), passed('Layer7 check passed, code: 200')],
  ['option httpchk', answer(httpAnswer(302, '')), passed('Layer7 check passed, code: 302')],
  ['option httpchk', answer(httpAnswer(503, 'no')), failed('Layer7 wrong status, code: 503, info: "X"')],
  [
    'option httpchk',
    answer('HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 X\r\n\r\n', true),
    passed('Layer7 check passed, code: 200'),
  ],
  ['option httpchk', answer('garbage\r\n', true), failed('Layer7 invalid response')],
  ['option httpchk', silent, failed('Layer7 timeout')],
  ['option httpchk', resetting, failed('Socket error, info: "Connection reset by peer"')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test.each([
  ['option httpchk', 'OPTIONS / HTTP/1.0\r\n\r\n'],
  ['option httpchk /up', 'OPTIONS /up HTTP/1.0\r\n\r\n'],
  ['option httpchk GET /up', 'GET /up HTTP/1.0\r\n\r\n'],
  ['option httpchk GET /up HTTP/1.1 www.example', 'GET /up HTTP/1.1\r\nhost: www.example\r\nconnection: close\r\n\r\n'],
  ['option httpchk GET /up HTTP/1.1 h%[int(1)]', 'GET /up HTTP/1.1\r\nhost: h1\r\nconnection: close\r\n\r\n'],
])('%s sends what HAProxy sends', async (lines, expected) => {
  expect((await runCheck(lines, greet(''))).received).toBe(expected)
})

test('headers hidden behind the version are refused', () => {
  expect(complaints('option httpchk GET / HTTP/1.1\rHost:x')[0]).toMatch(/^'option httpchk' : hiding headers/)
  expect(complaints('option httpchk GET / HTTP/1.1 host more')).toEqual([
    "'option httpchk' cannot handle unexpected argument 'more'.",
  ])
})

import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  complaints,
  failed,
  httpAnswer,
  passed,
  runCheck,
} from '../../testing/check-fixture.ts'

const chunked = 'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n'

test.each<readonly [string, Behaviour | null, string]>([
  ['string hello', answer(httpAnswer(200, 'well, hello')), passed('Layer7 check passed, code: 200')],
  [
    'string hello',
    answer(httpAnswer(503, 'sorry')),
    failed('Layer7 invalid response, info: "HTTP content check did not match"'),
  ],
  [
    '! rstring sor+y',
    answer(httpAnswer(503, 'sorry')),
    failed('Layer7 invalid response, info: "HTTP check matched unwanted content"'),
  ],
  [
    'string hello',
    answer(httpAnswer(200, '')),
    failed('Layer7 invalid response, info: "HTTP content check could not find a response body"'),
  ],
  // A code is told only of an `expect` that stands last.
  [
    'status 200\nhttp-check set-var(check.x) int(1)',
    answer(httpAnswer(200, '')),
    passed('Layer7 check passed, code: 0'),
  ],
  ['string-lf h%[str(ell)]o', answer(httpAnswer(200, 'hello')), passed('Layer7 check passed, code: 200')],
  ['string hello', answer(chunked), passed('Layer7 check passed, code: 200')],
  ['status 200-299,503', answer(httpAnswer(503, '')), passed('Layer7 check passed, code: 503')],
  ['! status 200', answer(httpAnswer(200, '')), failed('Layer7 wrong status, code: 200, info: "X"')],
  ['rstatus ^3', answer(httpAnswer(200, '')), failed('Layer7 wrong status, code: 200, info: "X"')],
  [
    'comment cmt status 204',
    answer(httpAnswer(200, '')),
    failed('Layer7 wrong status, code: 200, info: "X comment: cmt"'),
  ],
  [
    'hdr name content-length value 99',
    answer(httpAnswer(200, '')),
    failed('Layer7 wrong status, code: 200, info: "X"'),
  ],
  [
    'hdr name -m beg Content- value -m reg ^[0-9]$',
    answer(httpAnswer(200, 'body')),
    passed('Layer7 check passed, code: 200'),
  ],
  ['hdr name x value b', answer('HTTP/1.0 200 X\r\nX: a, b\r\n\r\n', true), passed('Layer7 check passed, code: 200')],
  [
    'fhdr name x value b',
    answer('HTTP/1.0 200 X\r\nX: a, b\r\n\r\n', true),
    failed('Layer7 wrong status, code: 200, info: "X"'),
  ],
  ['on-success yay status 200', answer(httpAnswer(200, '')), passed('Layer7 check passed, code: 200, info: "yay"')],
  ['on-error err status 200', answer(httpAnswer(503, '')), failed('Layer7 wrong status, code: 503, info: "err"')],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(`option httpchk\nhttp-check expect ${lines}`, behaviour)).toMatchObject({
    log: expected,
    sinkErrors: [],
  })
})

test.each([
  ['http-check expect status 2xx', "expects a list of status codes such as '200-299,301', but got '2xx'"],
  ['http-check expect status 300-200', "expects a list of status codes such as '200-299,301', but got '300-200'"],
  ['http-check expect hdr x', "'hdr' expects 'name' or 'name-lf'"],
  ['http-check expect hdr name -m dir x', "'-m' expects one of 'str', 'beg', 'end', 'sub', 'reg', but got 'dir'"],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

import { expect, it } from 'vitest'
import { cookieNamesOf, cookiesOf } from './cookie-values.ts'
import { requestOf, responseOf } from './testing/message-of.ts'

// What HAProxy 2.6 gives for: cook_cnt | cook | cook_cnt(a) | cook(a) | cook(b), of a request and of a response.
it.each([
  ['a=', '1||0||', '1||0||'],
  ['ab==', '1|=|0||', '1|=|0||'],
  ['=', '0||0||', '0||0||'],
  ['=5', '1|5|0||', '1|5|0||'],
  ['b=2;=', '1|2|0||2', '1|2|0||2'],
  ['b$a', '0||0||', '0||0||'],
  ['$a=1;', '0||0||', '0||0||'],
  ['$a=1;$a=1;a=$=a=', '1|$=a=|1|$=a=|', '1|$=a=|1|$=a=|'],
  ['=$a=1;', '1|$a=1|0||', '1|$a=1|0||'],
  ['a=; b=2;', '2||1||2', '2||1||'],
  ['a=;=$a=1;a=; ;', '3||2||', '3||1||'],
  ['a=1; $b=2; a=', '2|1|2||', '2|1|2||'],
  ['a=1, b=2', '2|1|1|1|2', '2|1|1|1|2'],
  ['$a=1;,;= 1', '1|1|0||', '1|1|0||'],
  ['a="x;y"; b=2', '2|"x;y"|1|"x;y"|2', '2|"x;y"|1|"x;y"|'],
  ['"b=2;,$a=1; =; b', '2|2|0||', '3|2|0||'],
  ['"ab==,a=1', '2|=|1|1|', '2|=|0||'],
])('reads %s', (line, request, response) => {
  const read = (isResponse: boolean): string => {
    const message = isResponse ? responseOf([`set-cookie: ${line}`]) : requestOf([`cookie: ${line}`])
    const values = (name: string | null): string[] => cookiesOf(message, isResponse, name).map(([, value]) => value)
    const [all, a, b] = [values(null), values('a'), values('b')]
    return [all.length, all[0] ?? '', a.length, a.at(-1) ?? '', b.at(-1) ?? ''].join('|')
  }
  expect([read(false), read(true)]).toEqual([request, response])
})

it('names what a response sets, without attributes', () => {
  expect(cookieNamesOf(responseOf(['set-cookie: a=1; path=/', 'set-cookie: b=2']), true)).toEqual(['a', 'b'])
  expect(cookieNamesOf(requestOf(['cookie: a=1; b=2', 'cookie: $Path=/; c=3']), false)).toEqual(['a', 'b', 'c'])
})

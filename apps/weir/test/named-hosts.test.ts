/** Hosts that small sections name are looked up when a configuration is checked. */
import { expect, test } from 'vitest'
import { askWeir } from './corpus/verdict.ts'

/** Names that stay unknown where no name is known. */
async function check(...lines: string[]): Promise<readonly string[]> {
  const { alerts, unresolved, failure } = await askWeir(`${lines.join('\n')}\n`, 'here')
  expect([alerts, failure]).toEqual([[], null])
  return unresolved
}

const unknown = (line: number, subject: string, host: string) =>
  `parsing [C:${line}] : '${subject}' : could not resolve address '${host}'.`

test.each([
  [
    ['peers p', 'peer a one.test:1', 'server b ipv6@two.test:2'],
    [unknown(2, 'peer a', 'one.test'), unknown(3, 'server b', 'two.test')],
  ],
  [['mailers m', 'mailer a mail.test:25'], [unknown(2, 'mailer a', 'mail.test')]],
  [['ring r', 'server s log.test:514'], [unknown(2, 'server r/s', 'log.test')]],
  [['peers p', 'peer a 127.0.0.1:1', 'mailers m', 'mailer a [::1]:25', 'ring r', 'server s /run/log'], []],
])('%j', async (lines, expected) => expect(await check(...lines)).toEqual(expected))

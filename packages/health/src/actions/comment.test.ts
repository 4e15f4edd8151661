import { expect, test } from 'vitest'
import { answer, type Behaviour, complaints, failed, greet, runCheck } from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  [
    'option tcp-check\ntcp-check connect\ntcp-check comment my\\ comment\ntcp-check send PING comment sending\ntcp-check expect rstring ^PO comment expecting\\ PO',
    answer('NO', true),
    failed('Layer7 invalid response, info: "TCPCHK did not match content (regex) at step 4 comment: expecting PO"'),
  ],
  [
    'option tcp-check\ntcp-check comment c1\ntcp-check expect ! string 220',
    greet('220 mail'),
    failed('Layer7 invalid response, info: "TCPCHK matched unwanted content \'220\' at step 2 comment: c1"'),
  ],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test.each(['tcp-check comment a b c', 'http-check comment a if TRUE'])(
  '%s: what follows the text is not read',
  (line) => {
    expect(complaints(line)).toEqual([])
  },
)

test('a text is required', () => {
  expect(complaints('tcp-check comment')).toEqual(["'comment' expects a string"])
})

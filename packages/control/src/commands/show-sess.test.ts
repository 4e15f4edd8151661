import { expect, test } from 'vitest'
import { checkDialogue } from '../testing/answers.ts'
import { createTestProcess, runCommand } from '../testing/process.ts'
import { openTestStream } from '../testing/stream.ts'

checkDialogue('without streams', [
  ['show sess', ''],
  ['show sess all', ''],
  ['show sess 0x1', 'Session not found.\n'],
  ['show sess help', /^Usage: show sess /],
  ['show sess foo bar', /^Unknown option\.\n/],
])

test('shows streams, in short and in detail, and picks among them', async () => {
  const process = createTestProcess()
  const stream = await openTestStream(process)
  stream.bytesIn = 12
  process.clock.advance(65_000)
  const line = /^0x1: proto=tcpv4 src=127\.0\.0\.1:\d+ fe=fe be=<NONE> srv=<none> age=1m5s rq\[i=12\] rp\[i=0\] rc=0\n$/
  expect(await runCommand(process, 'show sess')).toMatch(line)
  expect(await runCommand(process, 'show sess older 60 frontend fe')).toMatch(line)
  for (const options of ['older 70', 'frontend tf', 'backend be', 'server be/s1']) {
    expect(await runCommand(process, `show sess ${options}`)).toBe('')
  }
  expect(await runCommand(process, 'show sess 0x1')).toMatch(
    /\n {2}frontend=fe \(id=2 mode=http\), listener=l1 \(id=1\)\n/,
  )
})

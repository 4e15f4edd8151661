import { expect, test } from 'vitest'
import { checkDialogue } from '../testing/answers.ts'
import { createTestProcess, openSession } from '../testing/process.ts'

checkDialogue(
  'lists sinks and dumps rings',
  [
    [
      'show events',
      'Supported events sinks are listed below. Add -w(wait), -n(new). Any key to stop\n    stdout     : type=fd, 0 dropped, standard output (fd#1)\n    stderr     : type=fd, 0 dropped, standard output (fd#2)\n    foo        : type=buffer, 0 dropped, my ring\n',
    ],
    ['show events foo', 'one\ntwo\n'],
    ['show events foo -0', 'one\0two\0'],
    ['show events foo -n', ''],
    ['show events nope', 'No such event sink\n'],
  ],
  ({ ring }) => {
    ring.append(Buffer.from('one'))
    ring.append(Buffer.from('two'))
  },
)

test('follows a ring until a key is pressed', async () => {
  const process = createTestProcess()
  process.ring.append(Buffer.from('old'))
  const client = await openSession(process, { timeoutMs: 1000 })
  client.send('show events foo -w -n\n')
  process.clock.advance(5000)
  expect(client.take()).toBe('')
  process.ring.append(Buffer.from('new'))
  process.clock.advance(0)
  expect(client.take()).toBe('new\n')
  client.end()
  expect([client.take(), client.isClosed]).toEqual(['\n', true])
  process.ring.append(Buffer.from('later'))
})

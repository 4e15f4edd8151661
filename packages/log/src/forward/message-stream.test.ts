import { expect, test } from 'vitest'
import { MessageStream } from './message-stream.ts'

function read(chunks: readonly string[], isAlwaysLines = false, maxMessageBytes = 100) {
  const messages: string[] = []
  const stream = new MessageStream({
    maxMessageBytes,
    isAlwaysLines,
    onMessage: (data) => messages.push(Buffer.from(data).toString('latin1')),
  })
  const isOpen = chunks.every((chunk) => stream.push(Buffer.from(chunk, 'latin1')))
  return { messages, isOpen }
}

/** As HAProxy 2.6 took them, and whether it kept the connection. */
test.each<[string[], string[], boolean]>([
  [['<13>x\n'], ['<13>x'], true],
  [['5 <13>x'], ['<13>x'], true],
  [['5 <13>x6 <13>yy'], ['<13>x', '<13>yy'], true],
  [['<13>x\n<13>y\n'], ['<13>x', '<13>y'], true],
  [['<13>noterm'], [], true],
  [['5 <1', '3>x'], ['<13>x'], true],
  [['5', ' <13>x'], ['<13>x'], true],
  [['5 ', '<13>x'], ['<13>x'], true],
  [['5 <13>x\n'], ['<13>x'], false],
  [['6 <13>x\n'], ['<13>x\n'], true],
  [['5 <13>x<13>y\n'], ['<13>x', '<13>y'], true],
  [['<13>y\n5 <13>x'], ['<13>y', '<13>x'], true],
  [['5 <13>x 5 <13>y'], ['<13>x'], false],
  [['hello\n'], [], false],
  [['0 <13>x'], [], false],
  [['05 <13>x'], [], false],
  [['12x <13>'], [], false],
  [['99999 <13>x'], [], false],
  [['12345678901 <13>'], [], false],
  [['\n'], [], false],
  [[' <13>x\n'], [], false],
  [['<13>x\r\n'], ['<13>x'], true],
  [['1 <13>x\n'], ['<'], false],
  [['<13>x\0<13>y\n'], ['<13>x\0<13>y'], true],
])('%j', (chunks, messages, isOpen) => {
  expect(read(chunks)).toEqual({ messages, isOpen })
})

test('all is lines where that is assumed', () => {
  expect(read(['5 <13>x\nhello\n', '\n'], true)).toEqual({ messages: ['5 <13>x', 'hello', ''], isOpen: true })
})

test.each([[['<13>', 'a'.repeat(97)]], [['101 ']], [[`<${'a'.repeat(100)}\n`]]])(
  'gives up what is too long: %j',
  (chunks) => {
    expect(read(chunks)).toEqual({ messages: [], isOpen: false })
  },
)

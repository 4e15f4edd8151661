import { bytesOfText, textOfBytes } from '@weir/sample'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { control, MessageReader, messageClass, tableMessage, writeMessage } from './messages.ts'
import { WireWriter } from './wire.ts'

type Seen = [number, number, string]

function readAll(chunks: readonly Uint8Array[]): { seen: Seen[]; fault: string | null } {
  const reader = new MessageReader()
  const seen: Seen[] = []
  for (const chunk of chunks) {
    const fault = reader.read(chunk, (kind, type, body) => {
      seen.push([kind, type, textOfBytes(body)])
      return true
    })
    if (fault !== null) return { seen, fault }
  }
  return { seen, fault: null }
}

function sample(): Uint8Array {
  const out = new WireWriter()
  out.bytes(Uint8Array.of(messageClass.control, control.resyncRequest))
  writeMessage(out, tableMessage.definition, bytesOfText('a'.repeat(300)))
  out.bytes(Uint8Array.of(messageClass.control, control.heartbeat))
  return out.view().slice()
}

test('messages are found wherever the stream is cut', () => {
  const bytes = sample()
  const whole = readAll([bytes])
  expect(whole).toEqual({
    seen: [
      [0, 0, ''],
      [10, 130, 'a'.repeat(300)],
      [0, 4, ''],
    ],
    fault: null,
  })
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(readAll([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole)
  }
})

test('a message that no buffer holds is told apart from one that is not there yet', () => {
  expect(readAll([Uint8Array.of(10, 128, 0xff, 0xff, 0x7f)]).fault).toBe('too long')
  expect(readAll([Uint8Array.of(10, 128, ...new Array<number>(11).fill(0xff))]).fault).toBe('too long')
  expect(readAll([Uint8Array.of(10, 128, 0xff)])).toEqual({ seen: [], fault: null })
})

test('any bytes are read without a throw', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (chunks) => void readAll(chunks)))
})

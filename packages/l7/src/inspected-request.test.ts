import type { SampleContext } from '@weir/keyword'
import { InspectBuffer } from '@weir/l4'
import { expect, test } from 'vitest'
import { messageOf } from './fetches/hdr.ts'
import { octetsOf } from './h1/bytes.ts'
import { inspectedRequest } from './inspected-request.ts'

const contextOf = (buffer: InspectBuffer | null, isFinal = false) => {
  const context = { stream: { requestBuffer: buffer }, isIncomplete: false, isFinal }
  return context as unknown as SampleContext & { isFinal: boolean }
}

test('a head is read from the bytes of a TCP proxy once it is whole', () => {
  const buffer = new InspectBuffer(16384)
  const context = contextOf(buffer)
  const seen = ['', 'GET /p HT', 'TP/1.1\r\nHost: a', '\r\n\r\nbody'].map((text) => {
    context.isIncomplete = false
    if (text !== '') buffer.append(octetsOf(text))
    const message = messageOf(context, 'request')
    return [message?.uri ?? null, message?.first('\r\nhost: ') ?? null, context.isIncomplete]
  })
  expect(seen).toEqual([
    [null, null, true],
    [null, null, true],
    [null, null, true],
    ['/p', 'a', false],
  ])
  expect(messageOf(context, 'message')).toBe(inspectedRequest(context))
  expect(messageOf(context, 'response')).toBe(null)
})

test.each([
  ['what is no request', 'SSH-2.0-x\r\n', false, false],
  ['a head after which nothing more comes', 'GET / HTTP/1.1\r\nhost', true, false],
  ['a head that is longer than the buffer', `GET / HTTP/1.1\r\nhost: ${'a'.repeat(2000)}`, false, false],
])('%s is awaited no longer', (_, text, isFinal, isIncomplete) => {
  const buffer = new InspectBuffer(2048)
  buffer.append(octetsOf(text))
  const context = contextOf(buffer, isFinal)
  expect(inspectedRequest(context)).toBe(null)
  expect(context.isIncomplete).toBe(isIncomplete)
})

test('nothing is there without a buffer', () => {
  const context = contextOf(null)
  expect(inspectedRequest(context)).toBe(null)
  expect(context.isIncomplete).toBe(false)
})

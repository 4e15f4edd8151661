import { custom, defineFetch, int, type SampleContext, type Source } from '@weir/keyword'
import { type Direction, inspectedBytes, needsMore } from '../inspected-bytes.ts'

const directions: readonly (readonly [prefix: string, source: Source, direction: Direction])[] = [
  ['', 'message', 'own'],
  ['req.', 'request', 'request'],
  ['res.', 'response', 'response'],
]

/**
 * Bytes from `offset`; a length of 0 takes all that is there, once that is final. HAProxy takes negative numbers as well, for
 * large ones, which no buffer holds.
 */
function slice(context: SampleContext, direction: Direction, offset: number, length: number): Uint8Array | null {
  const bytes = inspectedBytes(context, direction)
  if (bytes === null || offset < 0 || length < 0) return null
  if (length === 0) {
    if (bytes.length <= offset) return needsMore(context)
    needsMore(context)
    return bytes.slice(offset)
  }
  return bytes.length < offset + length ? needsMore(context) : bytes.slice(offset, offset + length)
}

/** Raw bytes (manual 7.3.5). */
export const payloadFetches = directions.map(([prefix, source, direction]) =>
  defineFetch({
    name: `${prefix}payload`,
    summary: 'Gives bytes of the buffer by offset and length, or all from the offset for a length of 0.',
    manual: '7.3.5',
    out: 'bin',
    source,
    params: [int('offset'), int('length')],
    bind:
      ([offset, length]) =>
      (context) =>
        slice(context, direction, offset, length),
  }),
)

/** An offset as written: with a sign it counts from the end of the length field. */
const secondOffset = custom('offset2', '[offset2]', (reader) => {
  const word = reader.next()
  if (word === null || word.text === '') return null
  const match = /^([+-]?)([0-9]+)$/.exec(word.text)
  if (match === null) return reader.fail(`payload offset2 must be a number, but got '${word.text}'`)
  return { isRelative: match[1] !== '', offset: Number(word.text) }
})

/** Bytes whose length stands in front of them (manual 7.3.5). */
export const payloadLvFetches = directions.map(([prefix, source, direction]) =>
  defineFetch({
    name: `${prefix}payload_lv`,
    summary: 'Gives bytes of the buffer whose length stands in a field at an offset.',
    manual: '7.3.5',
    out: 'bin',
    source,
    params: [int('offset1', { min: 0 }), int('length'), secondOffset],
    check([lengthOffset, lengthSize, second], complain) {
      if (lengthSize === 0) complain('payload length must be > 0')
      else if (second !== null && lengthSize > 0 && lengthOffset + lengthSize + second.offset < 0)
        complain('payload offset2 too negative')
    },
    bind: ([lengthOffset, lengthSize, second]) => {
      const after = lengthOffset + lengthSize
      const start = second === null ? after : second.isRelative ? after + second.offset : second.offset
      return (context) => {
        const bytes = inspectedBytes(context, direction)
        if (bytes === null || lengthSize < 0) return null
        if (bytes.length < after) return needsMore(context)
        let length = 0
        for (let index = lengthOffset; index < after; index++) length = (length * 256 + bytes[index]!) % 2 ** 32
        if (length === 0 || start < 0) return null
        return bytes.length < start + length ? needsMore(context) : bytes.slice(start, start + length)
      }
    },
  }),
)

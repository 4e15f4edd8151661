import { describe, expect, it, test } from 'vitest'
import {
  checkSetting,
  errorCodes,
  flags,
  frameHeader,
  frameTypes,
  settingIds,
  writeGoAway,
  writeHeaderFrames,
  writePingAck,
  writeResetStream,
  writeSettings,
  writeSettingsAck,
  writeWindowUpdate,
} from './frames.ts'
import { HpackOutput } from './hpack/encoder.ts'

function written(write: (out: Buffer, at: number) => number): string {
  const out = Buffer.alloc(64, 0xee)
  const end = write(out, 2)
  // Nothing is touched in front or behind.
  expect([out[0], out[1], out[end]]).toEqual([0xee, 0xee, 0xee])
  return out.toString('hex', 2, end)
}

describe('frames on the wire', () => {
  it.each<[string, (out: Buffer, at: number) => number, string]>([
    ['a header', (out, at) => frameHeader(out, at, 0x123456, 1, 0x25, 0x7fffffff), '123456 01 25 7fffffff'],
    [
      'SETTINGS',
      (out, at) =>
        writeSettings(out, at, [
          [settingIds.maxConcurrentStreams, 100],
          [settingIds.initialWindowSize, 0x7fff_ffff],
        ]),
      '00000c 04 00 00000000 0003 00000064 0004 7fffffff',
    ],
    ['SETTINGS without any', (out, at) => writeSettings(out, at, []), '000000 04 00 00000000'],
    ['SETTINGS acknowledged', writeSettingsAck, '000000 04 01 00000000'],
    [
      'PING acknowledged',
      (out, at) => writePingAck(out, at, Buffer.from('__12345678'), 2),
      '000008 06 01 00000000 3132333435363738',
    ],
    [
      'RST_STREAM',
      (out, at) => writeResetStream(out, at, 5, errorCodes.refusedStream),
      '000004 03 00 00000005 00000007',
    ],
    [
      'GOAWAY',
      (out, at) => writeGoAway(out, at, 0x7fff_ffff, errorCodes.enhanceYourCalm),
      '000008 07 00 00000000 7fffffff 0000000b',
    ],
    ['WINDOW_UPDATE', (out, at) => writeWindowUpdate(out, at, 3, 0x10203), '000004 08 00 00000003 00010203'],
  ])('%s', (_, write, hex) => {
    expect(written(write)).toBe(hex.replaceAll(' ', ''))
  })
})

describe('settings that are refused', () => {
  const { protocolError, flowControlError } = errorCodes
  it.each([
    [settingIds.enablePush, 1, 0],
    [settingIds.enablePush, 2, protocolError],
    [settingIds.initialWindowSize, 0x7fff_ffff, 0],
    [settingIds.initialWindowSize, 0x8000_0000, flowControlError],
    [settingIds.maxFrameSize, 16_384, 0],
    [settingIds.maxFrameSize, 16_383, protocolError],
    [settingIds.maxFrameSize, 16_777_215, 0],
    [settingIds.maxFrameSize, 16_777_216, protocolError],
    [settingIds.enableConnectProtocol, 2, protocolError],
    [settingIds.noRfc7540Priorities, 2, protocolError],
    [settingIds.headerTableSize, 0xffff_ffff, 0],
    [0xfff0, 0xffff_ffff, 0],
  ])('%d: %d gives %d', (id, value, errorCode) => {
    expect(checkSetting(id, value)).toBe(errorCode)
  })
})

describe('header blocks in frames', () => {
  /** Type, flags and payload of each frame made of a block of `length` octets. */
  function frame(length: number, maxFrameBytes: number): { frames: [number, number, string][]; plain: string } {
    const output = new HpackOutput(16)
    output.reserve(9 + length + 5)
    output.bytes.write('front')
    const block = Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('')
    output.at = 5 + 9
    output.bytes.write(block, output.at, 'latin1')
    output.at += length
    writeHeaderFrames(output, 5, 7, flags.endStream, maxFrameBytes)
    expect(output.bytes.toString('latin1', 0, 5)).toBe('front')
    const frames: [number, number, string][] = []
    for (let at = 5; at < output.at; ) {
      const size = output.bytes.readUIntBE(at, 3)
      expect(output.bytes.readUInt32BE(at + 5)).toBe(7)
      const payload = output.bytes.toString('latin1', at + 9, at + 9 + size)
      frames.push([output.bytes[at + 3]!, output.bytes[at + 4]!, payload])
      at += 9 + size
    }
    return { frames, plain: block }
  }

  test.each([0, 1, 9, 10])('%d octets in one frame of 10', (length) => {
    const { frames, plain } = frame(length, 10)
    expect(frames).toEqual([[frameTypes.headers, flags.endStream | flags.endHeaders, plain]])
  })

  test.each([11, 19, 20, 21, 95, 100])('%d octets in several of 10', (length) => {
    const { frames, plain } = frame(length, 10)
    expect(frames.map(([, , payload]) => payload).join('')).toBe(plain)
    expect(frames).toHaveLength(Math.ceil(length / 10))
    frames.forEach(([type, bits], index) => {
      const isLast = index === frames.length - 1
      expect(type).toBe(index === 0 ? frameTypes.headers : frameTypes.continuation)
      expect(bits).toBe((index === 0 ? flags.endStream : 0) | (isLast ? flags.endHeaders : 0))
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { FrameReader } from './frame-reader.ts'
import { defaultFrameLimits, type FrameLimits, type FrameSink } from './frame-sink.ts'
import { errorCodes } from './frames.ts'

/** Writes down what a reader reports; DATA of one frame is joined, so that pieces do not show. */
class Recorder implements FrameSink {
  readonly lines: string[] = []
  /** Called with each report. */
  onReport: (() => void) | null = null
  #data = ''
  #counted = 0
  #isOver = false

  #add(line: string): void {
    expect(this.#isOver).toBe(false)
    this.lines.push(line)
    this.onReport?.()
  }

  onData(
    streamId: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    counted: number,
    isLast: boolean,
    endStream: boolean,
  ): void {
    expect(end - start).toBeLessThanOrEqual(counted)
    expect(counted > 0 || isLast).toBe(true)
    if (endStream) expect(isLast).toBe(true)
    this.#data += Buffer.from(bytes).toString('latin1', start, end)
    this.#counted += counted
    if (!isLast) return
    const line = `data ${streamId} '${this.#data}' ${this.#counted}${endStream ? ' end' : ''}`
    this.#data = ''
    this.#counted = 0
    this.#add(line)
  }
  onHeaders(
    streamId: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    endStream: boolean,
    errorCode: number,
  ): void {
    const block = Buffer.from(bytes).toString('latin1', start, end)
    this.#add(`headers ${streamId} '${block}'${endStream ? ' end' : ''}${errorCode === 0 ? '' : ` error ${errorCode}`}`)
  }
  onResetStream(streamId: number, errorCode: number): void {
    this.#add(`reset ${streamId} ${errorCode}`)
  }
  onSetting(id: number, value: number): void {
    this.#add(`setting ${id} ${value}`)
  }
  onSettingsEnd(): void {
    this.#add('settings end')
  }
  onSettingsAck(): void {
    this.#add('settings ack')
  }
  onPing(bytes: Uint8Array, start: number): void {
    this.#add(`ping ${Buffer.from(bytes).toString('latin1', start, start + 8)}`)
  }
  onPingAck(bytes: Uint8Array, start: number): void {
    this.#add(`ping ack ${Buffer.from(bytes).toString('latin1', start, start + 8)}`)
  }
  onGoAway(lastStreamId: number, errorCode: number): void {
    this.#add(`goaway ${lastStreamId} ${errorCode}`)
  }
  onWindowUpdate(streamId: number, increment: number): void {
    this.#add(`window ${streamId} ${increment}`)
  }
  onIgnored(type: number): void {
    this.#add(`ignored ${type}`)
  }
  onStreamError(streamId: number, errorCode: number): void {
    this.#add(`stream error ${streamId} ${errorCode}`)
  }
  onConnectionError(errorCode: number, reason: string): void {
    this.#add(`connection error ${errorCode} ${reason}`)
    this.#isOver = true
  }
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** A frame of a payload in hexadecimal, or of octets as they are. */
function frame(type: number, flagBits: number, streamId: number, payload: string | Buffer = ''): Buffer {
  const body = typeof payload === 'string' ? hex(payload) : payload
  const header = Buffer.alloc(9)
  header.writeUIntBE(body.length, 0, 3)
  header[3] = type
  header[4] = flagBits
  header.writeUInt32BE(streamId, 5)
  return Buffer.concat([header, body])
}

const noSettings = frame(4, 0, 0)

/** What is reported of `bytes` behind an empty SETTINGS, in pieces of `pieceBytes` that are overwritten after use. */
function read(bytes: Buffer, pieceBytes = bytes.length, limits: FrameLimits = defaultFrameLimits): string[] {
  const recorder = new Recorder()
  const reader = new FrameReader(recorder, limits)
  reader.push(noSettings, 0, noSettings.length)
  expect(recorder.lines.splice(0)).toEqual(['settings end'])
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = Buffer.from(bytes.subarray(at, at + pieceBytes))
    reader.push(piece, 0, piece.length)
    piece.fill(0xee)
  }
  return recorder.lines
}

const text = (plain: string): string => Buffer.from(plain, 'latin1').toString('hex')

describe('each frame', () => {
  it.each<[string, Buffer, string[]]>([
    ['DATA', frame(0, 0, 1, text('abc')), ["data 1 'abc' 3"]],
    ['DATA with the end', frame(0, 1, 3, text('abc')), ["data 3 'abc' 3 end"]],
    ['DATA of no octets', frame(0, 0, 1), ["data 1 '' 0"]],
    ['DATA of no octets with the end', frame(0, 1, 1), ["data 1 '' 0 end"]],
    ['DATA with padding', frame(0, 9, 1, `03${text('ab')}000000`), ["data 1 'ab' 6 end"]],
    ['DATA with padding of no octets', frame(0, 8, 1, `00${text('ab')}`), ["data 1 'ab' 3"]],
    ['DATA of padding alone', frame(0, 9, 1, '020000'), ["data 1 '' 3 end"]],
    ['DATA of the length of padding alone', frame(0, 8, 1, '00'), ["data 1 '' 1"]],
    ['flags that DATA does not have', frame(0, 0x24, 1, text('a')), ["data 1 'a' 1"]],
    ['HEADERS', frame(1, 4, 1, text('block')), ["headers 1 'block'"]],
    ['HEADERS with the end', frame(1, 5, 1, text('block')), ["headers 1 'block' end"]],
    ['HEADERS of no octets', frame(1, 5, 1), ["headers 1 '' end"]],
    ['HEADERS with padding', frame(1, 0xc, 1, `02${text('block')}0000`), ["headers 1 'block'"]],
    ['HEADERS of padding alone', frame(1, 0xc, 1, '020000'), ["headers 1 ''"]],
    ['HEADERS with priority', frame(1, 0x24, 1, `80000003 10${text('block')}`), ["headers 1 'block'"]],
    ['HEADERS with both', frame(1, 0x2c, 1, `01 00000003 10${text('block')}00`), ["headers 1 'block'"]],
    ['HEADERS that depend on themselves', frame(1, 0x25, 3, `80000003 10${text('b')}`), ["headers 3 'b' end error 1"]],
    [
      'HEADERS and CONTINUATION',
      Buffer.concat([
        frame(1, 9, 1, `01${text('bl')}00`),
        frame(9, 0, 1, text('o')),
        frame(9, 0, 1),
        frame(9, 4, 1, text('ck')),
      ]),
      ["headers 1 'block' end"],
    ],
    ['PRIORITY', frame(2, 0, 1, '00000003 10'), ['ignored 2']],
    ['PRIORITY of any stream', frame(2, 0, 2, '00000003 10'), ['ignored 2']],
    ['PRIORITY upon itself', frame(2, 0, 3, '80000003 10'), ['stream error 3 1']],
    ['PRIORITY of wrong length', frame(2, 0, 3, '00000003'), ['stream error 3 6', 'ignored 2']],
    ['PRIORITY of no length', frame(2, 0, 3), ['stream error 3 6', 'ignored 2']],
    ['RST_STREAM', frame(3, 0, 1, '00000008'), ['reset 1 8']],
    ['RST_STREAM with a large code', frame(3, 0, 1, 'ffffffff'), ['reset 1 4294967295']],
    [
      'SETTINGS',
      frame(4, 0, 0, '0001 00000000 fff0 ffffffff 0004 7fffffff'),
      ['setting 1 0', 'setting 65520 4294967295', 'setting 4 2147483647', 'settings end'],
    ],
    ['SETTINGS acknowledged', frame(4, 1, 0), ['settings ack']],
    ['PING', frame(6, 0, 0, text('12345678')), ['ping 12345678']],
    ['PING acknowledged', frame(6, 1, 0, text('12345678')), ['ping ack 12345678']],
    ['GOAWAY', frame(7, 0, 0, `80000005 00000002${text('why')}`), ['goaway 5 2']],
    ['WINDOW_UPDATE', frame(8, 0, 0, '00010000'), ['window 0 65536']],
    ['WINDOW_UPDATE with the reserved bit', frame(8, 0, 1, 'ffffffff'), ['window 1 2147483647']],
    ['WINDOW_UPDATE of 0', frame(8, 0, 1, '80000000'), ['stream error 1 1']],
    ['an unknown type', frame(0x10, 0xff, 0x80000002, text('anything')), ['ignored 16']],
    ['an unknown type of no octets', frame(0xff, 0, 0), ['ignored 255']],
    ['the reserved bit of a stream', frame(0, 0, 0x80000001, text('a')), ["data 1 'a' 1"]],
  ])('%s', (_, bytes, lines) => {
    const twice = Buffer.concat([bytes, bytes])
    for (const pieceBytes of [1, 2, 3, 7, 9, 10, 11, twice.length]) {
      expect(read(twice, pieceBytes)).toEqual([...lines, ...lines])
    }
  })
})

describe('errors of the connection', () => {
  const { protocolError, flowControlError, frameSizeError, enhanceYourCalm } = errorCodes
  it.each<[string, Buffer, number]>([
    ['DATA of no stream', frame(0, 0, 0, '00'), protocolError],
    ['DATA of a stream that nobody can open', frame(0, 0, 2, '00'), protocolError],
    ['padding longer than DATA', frame(0, 8, 1, '0300 00'), protocolError],
    ['padding as long as DATA', frame(0, 8, 1, '03 0000'), protocolError],
    ['DATA without room for its padding', frame(0, 8, 1), frameSizeError],
    ['DATA too large', frame(0, 0, 1, Buffer.alloc(16_385)), frameSizeError],
    ['HEADERS of no stream', frame(1, 4, 0, '82'), protocolError],
    ['HEADERS of an even stream', frame(1, 4, 2, '82'), protocolError],
    ['padding longer than HEADERS', frame(1, 0xc, 1, '03 0000'), protocolError],
    ['padding longer than HEADERS with priority', frame(1, 0x2c, 1, '02 00000003 10 00'), protocolError],
    ['HEADERS without room for the padding', frame(1, 0xc, 1), frameSizeError],
    ['HEADERS without room for the priority', frame(1, 0x24, 1, '00000003'), frameSizeError],
    ['HEADERS without room for both', frame(1, 0x2c, 1, '0000000310'), frameSizeError],
    ['PRIORITY of no stream', frame(2, 0, 0, '00000003 10'), protocolError],
    ['RST_STREAM of no stream', frame(3, 0, 0, '00000008'), protocolError],
    ['RST_STREAM of wrong length', frame(3, 0, 1, '000008'), frameSizeError],
    ['SETTINGS of a stream', frame(4, 0, 1), protocolError],
    ['SETTINGS of odd length', frame(4, 0, 0, '0001 000000'), frameSizeError],
    ['SETTINGS acknowledged with a setting', frame(4, 1, 0, '0001 00000000'), frameSizeError],
    ['a setting that must not be', frame(4, 0, 0, '0001 00000000 0002 00000002'), protocolError],
    ['a window that is too large', frame(4, 0, 0, '0004 80000000'), flowControlError],
    ['PUSH_PROMISE', frame(5, 4, 1, '00000002 82'), protocolError],
    ['PING of a stream', frame(6, 0, 1, '0000000000000000'), protocolError],
    ['PING of wrong length', frame(6, 0, 0, '00000000000000'), frameSizeError],
    ['GOAWAY of a stream', frame(7, 0, 1, '0000000000000000'), protocolError],
    ['GOAWAY of wrong length', frame(7, 0, 0, '00000000000000'), frameSizeError],
    ['WINDOW_UPDATE of 0', frame(8, 0, 0, '00000000'), protocolError],
    ['WINDOW_UPDATE of wrong length', frame(8, 0, 0, '0000000000'), frameSizeError],
    ['WINDOW_UPDATE of an even stream', frame(8, 0, 2, '00000001'), protocolError],
    ['CONTINUATION alone', frame(9, 4, 1, '82'), protocolError],
    ['another frame in a header block', Buffer.concat([frame(1, 0, 1, '82'), frame(0, 0, 1, '00')]), protocolError],
    ['an unknown frame in a header block', Buffer.concat([frame(1, 0, 1, '82'), frame(99, 0, 1)]), protocolError],
    ['CONTINUATION of another stream', Buffer.concat([frame(1, 0, 1, '82'), frame(9, 4, 3, '82')]), protocolError],
    [
      'CONTINUATION without end',
      Buffer.concat([frame(1, 0, 1, '82'), ...Array.from({ length: 17 }, () => frame(9, 0, 1))]),
      enhanceYourCalm,
    ],
    [
      'a header block that is too large',
      Buffer.concat([frame(1, 0, 1), ...Array.from({ length: 5 }, () => frame(9, 0, 1, Buffer.alloc(16_000)))]),
      enhanceYourCalm,
    ],
    ['an unknown frame that is too large', frame(99, 0, 1, Buffer.alloc(16_385)), frameSizeError],
  ])('%s', (_, bytes, errorCode) => {
    // What follows is not looked at.
    const more = Buffer.concat([bytes, frame(6, 0, 0, text('12345678'))])
    for (const pieceBytes of [1, 10, more.length]) {
      const lines = read(more, pieceBytes)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(new RegExp(`^connection error ${errorCode} \\S`))
    }
  })

  it.each([
    ['PING', frame(6, 0, 0, text('12345678'))],
    ['SETTINGS acknowledged', frame(4, 1, 0)],
    ['a response of HTTP/1', Buffer.from('HTTP/1.1 400 Bad request\r\n')],
  ])('%s comes first', (_, bytes) => {
    const recorder = new Recorder()
    new FrameReader(recorder).push(bytes, 0, bytes.length)
    expect(recorder.lines).toEqual(['connection error 1 first frame is not SETTINGS'])
  })

  test('the limits themselves are fine', () => {
    const blocks = [
      frame(1, 0, 1, Buffer.alloc(0x4000, 97)),
      ...Array.from({ length: 2 }, () => frame(9, 0, 1, Buffer.alloc(0x4000, 97))),
    ]
    const last = Buffer.concat([
      ...blocks,
      frame(9, 4, 1, Buffer.alloc(0x4000, 97)),
      frame(0, 0, 1, Buffer.alloc(0x4000, 98)),
    ])
    for (const pieceBytes of [1000, last.length]) {
      expect(read(last, pieceBytes)).toEqual([
        `headers 1 '${'a'.repeat(65_536)}'`,
        `data 1 '${'b'.repeat(16_384)}' 16384`,
      ])
    }
    const continuations = Array.from({ length: 16 }, (_, index) => frame(9, index === 15 ? 4 : 0, 1))
    expect(read(Buffer.concat([frame(1, 0, 1), ...continuations]))).toEqual(["headers 1 ''"])
    const large = frame(0, 0, 1, Buffer.alloc(20_000, 98))
    expect(read(large, 700, { ...defaultFrameLimits, maxFrameBytes: 20_000 })).toHaveLength(1)
  })
})

describe('stopping', () => {
  const bytes = Buffer.concat([
    frame(4, 0, 0, '0001 00000000 0003 00000001'),
    frame(0, 8, 1, `02${text('a')}0000`),
    frame(2, 0, 1),
    frame(1, 4, 1, '82'),
    frame(9, 4, 1, '82'),
  ])

  test.each([1, 2, 3, 4, 5, 6])('after report %d nothing else is reported', (count) => {
    for (const pieceBytes of [1, bytes.length]) {
      const recorder = new Recorder()
      const reader = new FrameReader(recorder)
      recorder.onReport = () => {
        if (recorder.lines.length === count) reader.stop()
      }
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        reader.push(bytes, at, Math.min(at + pieceBytes, bytes.length))
      }
      expect(recorder.lines).toHaveLength(count)
      expect(reader.isStopped).toBe(true)
    }
  })
})

/** A long exchange with everything in it. */
function exchange(): Buffer {
  const frames: Buffer[] = []
  for (let stream = 1; stream < 40; stream += 2) {
    frames.push(frame(1, 0x28, stream, `03 00000000 10${text(`request ${stream}`)}000000`))
    frames.push(frame(9, 0, stream, text('a'.repeat(stream))), frame(9, 4, stream, text('end')))
    frames.push(frame(8, 0, stream, '00000001'), frame(6, 0, 0, text('12345678')))
    frames.push(frame(0, 8, stream, `05${text('x'.repeat(stream * 3))}0000000000`))
    frames.push(frame(2, 0, stream, '00000000 01'), frame(0x20, 0, 0, text('unknown')))
    frames.push(frame(4, 0, 0, '0003 00000064 0004 0000ffff'), frame(0, 1, stream, text('last')))
  }
  frames.push(frame(7, 0, 0, `00000027 00000000${text('bye')}`))
  return Buffer.concat(frames)
}

test('every cut of a long exchange gives the same reports', () => {
  const bytes = exchange()
  const whole = read(bytes)
  expect(whole).toHaveLength(20 * 10 + 1)
  for (const pieceBytes of [1, 2, 3, 5, 8, 13, 17, 64, 100, 1000]) expect(read(bytes, pieceBytes)).toEqual(whole)
})

test('every cut in two of a short one gives the same reports', () => {
  const bytes = exchange().subarray(0, 400)
  const whole = read(bytes, 1)
  for (let cut = 1; cut < bytes.length; cut++) {
    const recorder = new Recorder()
    const reader = new FrameReader(recorder)
    reader.push(noSettings, 0, noSettings.length)
    reader.push(bytes, 0, cut)
    reader.push(bytes, cut, bytes.length)
    expect(recorder.lines.slice(1)).toEqual(whole)
  }
})

test('with mutations it neither throws nor hangs, and pieces make no difference', () => {
  const bytes = exchange()
  const mutations = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(mutations, fc.integer({ min: 1, max: 40 }), (changes, pieceBytes) => {
      const mutated = Buffer.from(bytes)
      for (const [at, octet] of changes) mutated[at] = octet
      expect(read(mutated, pieceBytes)).toEqual(read(mutated))
    }),
    { seed: 9113, numRuns: 300 },
  )
})

test('any octets at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (octets, pieceBytes) => {
      const bytes = Buffer.from(octets)
      // Frames of a size that goes on: the first two octets of the length are 0.
      for (let at = 0; at + 1 < bytes.length; at += 40) bytes.fill(0, at, at + 2)
      expect(read(bytes, pieceBytes)).toEqual(read(bytes))
    }),
    { seed: 9113, numRuns: 1000 },
  )
})

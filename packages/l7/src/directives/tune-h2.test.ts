import { describe, expect, it } from 'vitest'
import { errorCodes, frameTypes, settingIds } from '../h2/frames.ts'
import { createHttp2ServerSettings } from '../h2/server-settings.ts'
import { createHttp2Settings, type Http2Options } from '../h2/settings.ts'
import { httpProcessOptions } from '../options.ts'
import { getFields, H2TestClient, postFields } from '../testing/h2-client.ts'
import { readLines } from '../testing/lines.ts'
import { World } from '../testing/world.ts'

const read = (...lines: string[]) => {
  const { options, complaints } = readLines('global', lines)
  return { http2: options.get(httpProcessOptions).http2, complaints }
}

/** What the first SETTINGS frame says, where a buffer has `bufferBytes`. As recorded from HAProxy 2.6 but for the order. */
it.each([
  [[], 16_384, { 8: 1, 3: 100 }],
  [[], 32_768, { 8: 1, 3: 100, 5: 32_768 }],
  [[], 8192, { 8: 1, 3: 100 }],
  [['tune.h2.max-frame-size 100000'], 16_384, { 8: 1, 3: 100 }],
  [['tune.h2.max-frame-size 20000'], 18_000, { 8: 1, 3: 100, 5: 18_000 }],
  [['tune.h2.max-frame-size 20000'], 32_768, { 8: 1, 3: 100, 5: 20_000 }],
  [['tune.h2.initial-window-size 100000'], 16_384, { 8: 1, 3: 100, 4: 100_000 }],
  [['tune.h2.fe.initial-window-size 9', 'tune.h2.initial-window-size 7'], 16_384, { 8: 1, 3: 100, 4: 9 }],
  [['tune.h2.header-table-size 8192'], 16_384, { 8: 1, 3: 100, 1: 8192 }],
  [['tune.h2.max-concurrent-streams 7'], 16_384, { 8: 1, 3: 7 }],
  [['tune.h2.max-concurrent-streams 0'], 16_384, { 8: 1 }],
  [['tune.h2.fe.max-concurrent-streams 5', 'tune.h2.max-concurrent-streams 7'], 16_384, { 8: 1, 3: 5 }],
  [['tune.h2.fe.max-concurrent-streams 5 rq-load auto min 2'], 16_384, { 8: 1, 3: 5 }],
  [['h2-workaround-bogus-websocket-clients'], 16_384, { 3: 100 }],
])('%j with %i', (lines, bufferBytes, expected) => {
  const { http2, complaints } = read(...lines)
  expect(complaints).toEqual([])
  const { settings } = createHttp2Settings(http2, bufferBytes)
  expect(Object.fromEntries(settings)).toEqual(expected)
})

/** As recorded from HAProxy 2.6 but for what concerns pushes alone. */
it.each([
  [[], { 2: 0 }, 65_535, 100],
  [['tune.h2.initial-window-size 100000'], { 2: 0, 4: 100_000 }, 100_000, 100],
  [['tune.h2.be.initial-window-size 9', 'tune.h2.initial-window-size 7'], { 2: 0, 4: 9 }, 9, 100],
  [['tune.h2.be.max-concurrent-streams 5', 'tune.h2.max-concurrent-streams 7'], { 2: 0 }, 65_535, 5],
  [['tune.h2.be.max-concurrent-streams 0'], { 2: 0 }, 65_535, Number.POSITIVE_INFINITY],
])('%j towards servers', (lines, expected, windowBytes, maxStreams) => {
  const { http2, complaints } = read(...lines)
  expect(complaints).toEqual([])
  const found = createHttp2ServerSettings(http2, createHttp2Settings(http2, 16_384))
  expect(Object.fromEntries(found.settings)).toEqual(expected)
  expect([found.windowBytes, found.maxStreams]).toEqual([windowBytes, maxStreams])
})

it('counts glitches of servers apart', () => {
  expect(read('tune.h2.be.glitches-threshold 5').http2).toMatchObject({
    serverGlitchesThreshold: 5,
    glitchesThreshold: 0,
  })
})

it.each([
  ['tune.h2.header-table-size', 'expects a numeric value between 4096 and 65536'],
  ['tune.h2.header-table-size 4095', 'expects a numeric value between 4096 and 65536'],
  ['tune.h2.header-table-size 65537', 'expects a numeric value between 4096 and 65536'],
  ['tune.h2.max-frame-size 16383', 'expects a numeric value between 16384 and 16777215'],
  ['tune.h2.max-frame-size 16777216', 'expects a numeric value between 16384 and 16777215'],
  ['tune.h2.initial-window-size -1', 'expects a positive numeric value'],
  ['tune.h2.initial-window-size 2147483648', 'expects a positive numeric value'],
  ['tune.h2.max-concurrent-streams -1', 'expects a positive numeric value'],
  ['tune.h2.max-concurrent-streams 10 x', 'extra words'],
  ['tune.h2.fe.max-concurrent-streams 10 rq-load x', "'rq-load' expects"],
  ['tune.h2.fe.max-concurrent-streams 10 x', 'extra words'],
])('refuses %s', (line, expected) => {
  expect(read(line).complaints.join()).toContain(expected)
})

it.each([
  'tune.h2.initial-window-size',
  'tune.h2.initial-window-size 99999999999',
  'tune.h2.max-concurrent-streams 10x',
])('takes %s, as HAProxy does', (line) => {
  expect(read(line).complaints).toEqual([])
})

describe('on a connection', () => {
  const connect = async (http2: Partial<Http2Options>, extra = {}) => {
    const world = await World.create({ http2, ...extra })
    world.serve = () => {}
    return { world, client: new H2TestClient(world) }
  }

  it('tune.h2.max-concurrent-streams refuses those beyond', async () => {
    const { client } = await connect({ maxStreams: 2 })
    client.request()
    client.request()
    expect(client.answer(client.request()).resetCode).toBe(errorCodes.refusedStream)
  })

  it('tune.h2.initial-window-size is held to', async () => {
    const { client } = await connect({ windowBytes: 10 })
    const id = client.request([...postFields, ['content-length', '100']], false)
    client.raw(frameTypes.data, 0, id, 'x'.repeat(11))
    client.data(id, '')
    expect(client.answer(id).resetCode).toBe(errorCodes.flowControlError)
  })

  it('tune.h2.max-frame-size is held to', async () => {
    const { client } = await connect({ maxFrameBytes: 16_384 })
    client.data(client.request(postFields, false), 'x'.repeat(16_385))
    expect(client.goAway).toBe(errorCodes.frameSizeError)
  })

  it('tune.h2.header-table-size lets clients keep more', async () => {
    const { client, world } = await connect({ headerTableBytes: 8192 })
    expect(client.settings).toContainEqual([settingIds.headerTableSize, 8192])
    // A table of 8192 bytes is a dynamic table size update of HPACK (RFC 7541 §6.3): 0x3f 0xe1 0x3f.
    client.raw(frameTypes.headers, 5, 1, '\x3f\xe1\x3f\x82\x86\x84\x41\x01a')
    world.run()
    expect([client.goAway, world.accepted.length]).toEqual([null, 1])
  })

  it('tune.h2.fe.glitches-threshold sends away, politely at three quarters', async () => {
    const { client, world } = await connect({ glitchesThreshold: 8 })
    client.request()
    const found: (number | null)[] = []
    for (let count = 0; count < 8; count++) {
      client.raw(frameTypes.priority, 0, 1, '\0\0\0\0\0')
      world.run()
      found.push(client.goAway)
    }
    const { noError, enhanceYourCalm } = errorCodes
    expect(found).toEqual([null, null, null, null, null, noError, noError, enhanceYourCalm])
  })

  it('tune.h2.fe.max-total-streams sends away, and ends what is under way', async () => {
    const { client, world } = await connect({ maxTotalStreams: 2 })
    client.request()
    expect(client.goAway).toBe(null)
    client.request()
    expect([client.goAway, client.lastStreamId, client.peer.hasEnded]).toEqual([errorCodes.noError, 0x7fff_ffff, false])
    // What was on its way then is still taken.
    client.request()
    for (const peer of world.accepted) peer.send('HTTP/1.1 204 x\r\n\r\n')
    world.run()
    expect([world.logs.length, client.lastStreamId, client.peer.hasEnded]).toEqual([3, 5, true])
  })

  it('tune.h2.fe.max-total-streams bears as many beyond as there may be at a time', async () => {
    const { client, world } = await connect({ maxTotalStreams: 2, maxStreams: 3 })
    const ids = [0, 1, 2].map(() => client.request())
    for (const id of ids.slice(0, 2)) client.reset(id, 8)
    client.request()
    expect(client.lastStreamId).toBe(0x7fff_ffff)
    const last = client.request()
    expect(client.lastStreamId).toBe(last)
    client.reset(last, 8)
    client.request()
    expect(world.accepted).toHaveLength(5)
  })

  /** Frames that are answered, and what came of them in the order it did. */
  it.each([
    ['tune.h2.fe.max-frames-at-once', { maxFramesAtOnce: 3 }, 3],
    ['no limit', {}, 10],
  ])('%s reads that many', async (_, http2, expected) => {
    const { client, world } = await connect(http2)
    const frame = Buffer.from('0000080600000000003132333435363738', 'hex')
    client.peer.connection.write(Buffer.concat(Array.from({ length: 10 }, () => frame)))
    const counts: number[] = []
    const watch = (): void => {
      counts.push(client.pings.length)
      if (counts.length < 20) world.clock.schedule(0, watch)
    }
    watch()
    world.run()
    expect(counts.find((count) => count > 0)).toBe(expected)
    expect(client.pings).toHaveLength(10)
  })

  it('tune.h2.fe.max-rst-at-once lets others have their turn between resets', async () => {
    const { client, world } = await connect({ maxResetsAtOnce: 2 })
    const ids = [client.request(), client.request(), client.request(), client.request(), client.request()]
    const frames = ids.map((id) => Buffer.from([0, 0, 4, frameTypes.resetStream, 0, 0, 0, 0, id, 0, 0, 0, 8]))
    client.peer.connection.write(Buffer.concat(frames))
    const counts = new Set<number>()
    const watch = (turn: number): void => {
      counts.add(world.logs.length)
      if (turn < 20) world.clock.schedule(0, () => watch(turn + 1))
    }
    watch(0)
    world.run()
    expect([...counts]).toEqual([0, 2, 4, 5])
  })

  it('reads on after a limit, whatever comes meanwhile', async () => {
    const { client, world } = await connect({ maxFramesAtOnce: 1 })
    for (let count = 0; count < 5; count++) client.raw(frameTypes.ping, 0, 0, `ping-${count}-x`)
    client.request(getFields)
    world.run()
    expect(client.pings).toEqual(['ping-0-x', 'ping-1-x', 'ping-2-x', 'ping-3-x', 'ping-4-x'])
    expect(world.accepted).toHaveLength(1)
  })
})

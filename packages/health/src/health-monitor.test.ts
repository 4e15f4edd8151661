import { type AttachedSession, adminFlags, operationalStates } from '@weir/balance'
import { expect, test } from 'vitest'
import { answer, at, type CheckFixture, closing, createCheckFixture, greet, silent } from './testing/check-fixture.ts'

const refused =
  'Layer4 connection problem, info: "ECONNREFUSED returned by OS (Connection refused)", check duration: 0ms'
const passed = 'Layer4 check passed, check duration: 0ms'

const started = (lines: string, settings?: Parameters<typeof createCheckFixture>[1]): CheckFixture => {
  const fixture = createCheckFixture(lines, settings)
  fixture.monitor.start()
  return fixture
}

test('a server goes down after fall failures and up after rise successes', async () => {
  const fixture = started('server s1 127.0.0.1:80 check inter 1s rise 2 fall 3\nserver s2 127.0.0.1:81')
  const server = fixture.backend.servers[0]!
  const listening = await fixture.serve(80, silent)
  fixture.clock.advance(0)
  expect([server.check.health, server.isUp]).toEqual([4, true])
  listening.close()
  const health: number[] = []
  for (let second = 0; second < 4; second++) {
    fixture.clock.advance(1000)
    health.push(server.check.health)
  }
  expect([health, server.isUp]).toEqual([[3, 2, 0, 0], false])
  await fixture.serve(80, silent)
  health.length = 0
  for (let second = 0; second < 3; second++) {
    fixture.clock.advance(1000)
    health.push(server.check.health)
  }
  expect([health, server.isUp]).toEqual([[1, 4, 4], true])
  expect(fixture.warnings).toEqual([
    `Server be/s1 is DOWN, reason: ${refused}. 1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`,
    `Server be/s1 is UP, reason: ${passed}. 2 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.`,
  ])
})

test('an unchecked server is one failure away from being down', () => {
  const fixture = started('server s1 127.0.0.1:80 check fall 3')
  fixture.clock.advance(0)
  expect(fixture.backend.servers[0]!.isUp).toBe(false)
  expect(fixture.alerts).toEqual(["backend 'be' has no server available!"])
  expect(fixture.logs).toEqual([
    `<1> Server be/s1 is DOWN, reason: ${refused}. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`,
    '<0> backend be has no server available!',
  ])
})

test('with log-health-checks every change of a result is logged, and state messages carry no reason', async () => {
  const fixture = started(
    'option log-health-checks\nserver s1 127.0.0.1:80 check inter 1s fall 2\nserver s2 127.0.0.1:81 backup',
  )
  const listening = await fixture.serve(80, silent)
  fixture.clock.advance(1500)
  listening.close()
  fixture.clock.advance(3000)
  await fixture.serve(80, silent)
  fixture.clock.advance(3000)
  expect(fixture.warnings).toEqual([
    `Health check for server be/s1 succeeded, reason: ${passed}, status: 2/2 UP.`,
    `Health check for server be/s1 failed, reason: ${refused}, status: 1/2 UP.`,
    `Health check for server be/s1 failed, reason: ${refused}, status: 0/2 DOWN.`,
    'Server be/s1 is DOWN. 0 active and 1 backup servers left. Running on backup. 0 sessions active, 0 requeued, 0 remaining in queue.',
    `Health check for server be/s1 succeeded, reason: ${passed}, status: 1/2 DOWN.`,
    `Health check for server be/s1 succeeded, reason: ${passed}, status: 2/2 UP.`,
    'Server be/s1 is UP. 1 active and 1 backup servers online. 0 sessions requeued, 0 total in queue.',
  ])
})

test('intervals follow the state: inter, fastinter, downinter', async () => {
  const fixture = started('server s1 127.0.0.1:80 check inter 10s fastinter 1s downinter 3s fall 2 rise 2')
  const times: number[] = []
  const serve = () =>
    fixture.serve(80, (connection) => {
      times.push(fixture.clock.nowMs())
      connection.close()
    })
  const listening = await serve()
  fixture.clock.advance(10_000)
  listening.close()
  expect(times).toEqual([0, 10_000])
  const { check } = fixture.backend.servers[0]!
  // The check at 20 s fails, fastinter; the one at 21 s takes it down, downinter.
  fixture.clock.advance(11_000)
  expect(check.health).toBe(0)
  await serve()
  fixture.clock.advance(4000)
  // 24 s succeeds once, fastinter; 25 s brings it up.
  expect(times.slice(2)).toEqual([24_000, 25_000])
  fixture.clock.advance(10_000)
  expect(times.slice(4)).toEqual([35_000])
})

test('first checks are spread over the shortest interval, or less with max-spread-checks', async () => {
  for (const [maximumSpreadMs, expected] of [
    [null, [0, 500, 1000, 1500]],
    [400, [0, 100, 200, 300]],
  ] as const) {
    const fixture = createCheckFixture(
      [80, 81, 82, 83].map((port) => `server s${port} 127.0.0.1:${port} check inter 2s`).join('\n'),
      { process: { maximumSpreadMs } },
    )
    const times: number[] = []
    for (const port of [80, 81, 82, 83]) {
      await fixture.serve(port, (connection) => {
        times.push(fixture.clock.nowMs())
        connection.close()
      })
    }
    fixture.monitor.start()
    fixture.clock.advance(1999)
    expect(times).toEqual(expected)
  }
})

/** Intervals, and when HAProxy 2.6 was seen to check for the first time, within two and a half seconds. */
test.each<[readonly string[], readonly (number | null)[]]>([
  [
    ['inter 1s', 'inter 5s', 'inter 3s'],
    [0, 1667, 2000],
  ],
  [
    ['inter 400', 'inter 800', 'inter 600'],
    [0, 267, 400],
  ],
  [
    ['inter 1000', 'inter 400'],
    [0, 500],
  ],
  [
    ['inter 999', 'inter 400'],
    [0, 200],
  ],
  [
    ['inter 5s', 'inter 1200', 'inter 100'],
    [0, 400, 800],
  ],
  [
    ['inter 5s', 'inter 5s fastinter 300', 'inter 1500'],
    [0, 500, 1000],
  ],
  [
    ['inter 400', 'inter 600', 'inter 100s'],
    [0, null, null],
  ],
  [
    ['inter 600 agent-check agent-port 9 agent-inter 600', 'inter 600'],
    [0, 400],
  ],
])('%j start at %j', (servers, expected) => {
  const lines = servers.map((words, index) => `server s${index} 127.0.0.1:${80 + index} check ${words}`)
  const fixture = createCheckFixture(lines.join('\n'))
  fixture.monitor.start()
  const found = servers.map((): number | null => null)
  for (let nowMs = 0; nowMs <= 2500; nowMs++) {
    for (const [index, server] of fixture.backend.servers.entries()) {
      if (server.check.status !== 'INI' || server.check.isRunning) found[index] ??= nowMs
    }
    fixture.clock.advance(1)
  }
  for (const [index, startMs] of found.entries()) {
    const wanted = expected[index]!
    if (wanted === null || startMs === null) expect(startMs).toBe(wanted)
    else expect(Math.abs(startMs - wanted)).toBeLessThanOrEqual(1)
  }
})

test('spread-checks varies the interval within its bounds', async () => {
  const fixture = createCheckFixture('server s1 127.0.0.1:80 check inter 1s', { process: { spreadPercent: 50 } })
  const times: number[] = []
  await fixture.serve(80, (connection) => {
    times.push(fixture.clock.nowMs())
    connection.close()
  })
  fixture.monitor.start()
  fixture.clock.advance(60_000)
  const intervals = times.slice(1).map((time, index) => time - times[index]!)
  expect(Math.min(...intervals)).toBeGreaterThanOrEqual(500)
  expect(Math.max(...intervals)).toBeLessThanOrEqual(1500)
  expect(Math.max(...intervals) - Math.min(...intervals)).toBeGreaterThan(300)
})

test('without timeout check the whole check has one interval', async () => {
  const fixture = started('option redis-check\nserver s1 127.0.0.1:80 check inter 2s', { checkTimeoutMs: null })
  await fixture.serve(80, silent)
  fixture.clock.advance(1999)
  expect(fixture.backend.servers[0]!.check.status).toBe('INI')
  fixture.clock.advance(1)
  expect(fixture.backend.servers[0]!.check.status).toBe('L7TOUT')
})

test('a server that cannot be reached times out at layer 4', () => {
  const fixture = createCheckFixture('server s1 127.0.0.1:80 check inter 2s')
  fixture.network.setFault(at(80), 'silent')
  fixture.monitor.start()
  fixture.clock.advance(500)
  expect(fixture.warnings[0]).toContain('is DOWN, reason: Layer4 timeout, check duration: 500ms.')
})

test('404 takes a server out of balancing with disable-on-404', async () => {
  const fixture = started('option httpchk\nhttp-check disable-on-404\nserver s1 127.0.0.1:80 check inter 1s')
  const listening = await fixture.serve(80, answer('HTTP/1.0 404 Gone\r\n\r\n', true))
  fixture.clock.advance(100)
  const server = fixture.backend.servers[0]!
  expect([server.operational, server.isUsable, server.isUp]).toEqual([operationalStates.stopping, false, true])
  expect(fixture.warnings[0]).toBe(
    'Server be/s1 is stopping, reason: Layer7 check conditionally passed, code: 404, check duration: 0ms. 0 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.',
  )
  listening.close()
  await fixture.serve(80, answer('HTTP/1.0 200 OK\r\n\r\n', true))
  fixture.clock.advance(1000)
  expect([server.operational, server.isUsable]).toEqual([operationalStates.running, true])
})

test('a server that is stopping goes on to until it is down', async () => {
  const fixture = started('option httpchk\nhttp-check disable-on-404\nserver s1 127.0.0.1:80 check inter 1s')
  const listening = await fixture.serve(80, answer('HTTP/1.0 404 Gone\r\n\r\n', true))
  fixture.clock.advance(100)
  listening.close()
  await fixture.serve(80, answer('HTTP/1.0 500 Bad\r\n\r\n', true))
  const server = fixture.backend.servers[0]!
  fixture.clock.advance(1000)
  expect([server.operational, server.check.health]).toEqual([operationalStates.stopping, 3])
  fixture.clock.advance(3000)
  expect(server.operational).toBe(operationalStates.stopped)
  expect(fixture.warnings.slice(1)).toEqual([
    expect.stringContaining('Server be/s1 is DOWN, reason: Layer7 wrong status'),
  ])
})

test('what was out of work before is told in other words', () => {
  const fixture = createCheckFixture('server a 127.0.0.1:80\nserver b 127.0.0.1:80')
  const { backend } = fixture
  const [a, b] = backend.servers
  backend.track(b!, a!)
  const { forcedDrain, forcedMaintenance } = adminFlags
  backend.setAdmin(a!, forcedMaintenance, 0, null)
  fixture.warnings.length = 0
  backend.setAdmin(a!, forcedDrain, forcedMaintenance, null)
  backend.setWeight(a!, 3)
  backend.setWeight(b!, 3)
  backend.setAdmin(a!, forcedMaintenance, forcedDrain, null)
  backend.setAdmin(b!, forcedMaintenance, 0, null)
  backend.setAdmin(a!, 0, forcedMaintenance, null)
  backend.setAdmin(b!, 0, forcedMaintenance, null)
  backend.setOperational(a!, operationalStates.stopped, 'changed from CLI')
  backend.setAdmin(b!, forcedMaintenance, 0, null)
  backend.setAdmin(a!, forcedDrain, 0, null)
  const left = '0 sessions active, 0 requeued, 0 remaining in queue.'
  expect(fixture.warnings).toEqual([
    'Server be/a is UP/DRAIN (leaving forced maintenance).',
    'Server be/a remains in forced drain mode.',
    'Server be/b is UP/DRAIN (leaving maintenance).',
    'Server be/b is leaving forced drain but remains in drain mode via be/a.',
    'Server be/a remains in forced drain mode.',
    'Server be/b is leaving forced drain but remains in drain mode via be/a.',
    `Server be/a is going DOWN for maintenance. 0 active and 0 backup servers left. ${left}`,
    `Server be/b is going DOWN for maintenance via be/a. 0 active and 0 backup servers left. ${left}`,
    'Server be/a is UP/READY (leaving forced maintenance).',
    'Server be/b remains in forced maintenance.',
    'Server be/b is UP/READY (leaving forced maintenance).',
    `Server be/a is DOWN, changed from CLI. 1 active and 0 backup servers left. ${left}`,
    `Server be/b is DOWN via be/a. 0 active and 0 backup servers left. ${left}`,
    'Server be/b was DOWN and now enters maintenance.',
    `Server be/a enters drain state. 0 active and 0 backup servers left. ${left}`,
  ])
})

test('administrative changes read as in HAProxy', () => {
  const fixture = createCheckFixture('server a 127.0.0.1:80\nserver b 127.0.0.1:80\nserver c 127.0.0.1:80 backup')
  const { backend } = fixture
  const [a, b, c] = backend.servers
  backend.track(b!, a!)
  const { forcedDrain, forcedMaintenance } = adminFlags
  backend.setAdmin(a!, forcedMaintenance, 0, null)
  backend.setAdmin(c!, forcedMaintenance, 0, null)
  backend.setAdmin(a!, 0, forcedMaintenance, null)
  backend.setAdmin(a!, forcedDrain, 0, null)
  backend.setAdmin(a!, 0, forcedDrain, null)
  backend.setOperational(a!, operationalStates.stopped, 'changed from CLI')
  backend.setOperational(a!, operationalStates.running, 'changed from CLI')
  const left = '0 sessions active, 0 requeued, 0 remaining in queue.'
  const online = '0 sessions requeued, 0 total in queue.'
  expect(fixture.warnings).toEqual([
    `Server be/a is going DOWN for maintenance. 1 active and 1 backup servers left. ${left}`,
    `Server be/b is going DOWN for maintenance via be/a. 0 active and 1 backup servers left. Running on backup. ${left}`,
    `Backup Server be/c is going DOWN for maintenance. 0 active and 0 backup servers left. ${left}`,
    'Server be/a is UP/READY (leaving forced maintenance).',
    'Server be/b is UP/READY (leaving maintenance).',
    `Server be/a enters drain state. 1 active and 0 backup servers online. ${online}`,
    `Server be/b enters drain state via be/a. 0 active and 0 backup servers online. ${online}`,
    'Server be/a is UP (leaving forced drain).',
    'Server be/b is UP (leaving forced drain).',
    `Server be/a is DOWN, changed from CLI. 1 active and 0 backup servers left. ${left}`,
    `Server be/b is DOWN via be/a. 0 active and 0 backup servers left. ${left}`,
    `Server be/a is UP, changed from CLI. 1 active and 0 backup servers online. ${online}`,
    `Server be/b is UP via be/a. 2 active and 0 backup servers online. ${online}`,
  ])
})

test('no checks run in maintenance, and one follows soon after', async () => {
  const fixture = createCheckFixture('server s1 127.0.0.1:80 check inter 10s fastinter 1s')
  let checks = 0
  await fixture.serve(80, (connection) => {
    checks++
    connection.close()
  })
  const server = fixture.backend.servers[0]!
  fixture.backend.setAdmin(server, adminFlags.forcedMaintenance, 0, null)
  fixture.monitor.start()
  fixture.clock.advance(25_000)
  expect(checks).toBe(0)
  fixture.backend.setAdmin(server, 0, adminFlags.forcedMaintenance, null)
  expect([server.isUp, server.check.health]).toEqual([true, server.check.rise])
  fixture.clock.advance(1000)
  expect(checks).toBe(1)
})

test.each([
  ['fully-up', true, 4],
  ['up', true, 2],
  ['none', true, 2],
  ['down', false, 1],
  ['fully-down', false, 0],
])('init-state %s', (state, isUp, health) => {
  const fixture = createCheckFixture(`server s1 127.0.0.1:80 check rise 2 fall 3 init-state ${state}`)
  const server = fixture.backend.servers[0]!
  expect([server.isUp, server.check.health]).toEqual([isUp, health])
})

function attach(fixture: CheckFixture, name: string): string[] {
  const ends: string[] = []
  const session: AttachedSession = { terminate: (reason) => void ends.push(reason) }
  fixture.backend.server(name)!.sessions.add(session)
  return ends
}

test('on-marked-down and on-marked-up end sessions', () => {
  const fixture = createCheckFixture(
    'server a 127.0.0.1:80 on-marked-down shutdown-sessions on-marked-up shutdown-backup-sessions\nserver b 127.0.0.1:80 backup',
  )
  const onA = attach(fixture, 'a')
  const onB = attach(fixture, 'b')
  const a = fixture.backend.server('a')!
  fixture.backend.setOperational(a, operationalStates.stopped, null)
  expect([onA, onB]).toEqual([['D'], []])
  fixture.backend.setOperational(a, operationalStates.running, null)
  expect([onA, onB]).toEqual([['D'], ['U']])
})

const observing = 'server s1 127.0.0.1:80 check port 81 inter 10s fastinter 1s error-limit 3'

test.each([
  ['fail-check', 3, true],
  ['sudden-death', 2, true],
  ['mark-down', 0, false],
  ['fastinter', 4, true],
])('observed errors with on-error %s', async (mode, health, isUp) => {
  const fixture = started(`${observing} observe layer4 on-error ${mode}`)
  let checks = 0
  await fixture.serve(81, (connection) => {
    checks++
    connection.close()
  })
  fixture.clock.advance(100)
  const server = fixture.backend.servers[0]!
  for (let turn = 0; turn < 2; turn++) server.traffic!.onConnection(false)
  server.traffic!.onConnection(true)
  for (let turn = 0; turn < 2; turn++) server.traffic!.onConnection(false)
  expect(server.check.health).toBe(4)
  server.traffic!.onConnection(false)
  expect([server.check.health, server.isUp, server.counters.observedFailures]).toEqual([health, isUp, 1])
  if (!isUp) {
    expect(fixture.warnings[0]).toContain(
      'is DOWN, reason: Health analyze, info: "Detected 3 consecutive errors, last one was: L4 unsuccessful connection". 0 active',
    )
  }
  // The next check comes at once rather than in ten seconds.
  fixture.clock.advance(1000)
  expect(checks).toBe(2)
})

test('nothing is observed without checks or without observe', () => {
  for (const options of ['check', 'observe layer4', '']) {
    expect(createCheckFixture(`server s1 127.0.0.1:80 ${options}`).backend.servers[0]!.traffic).toBeNull()
  }
})

test('layer 7 observation judges answers', async () => {
  const fixture = started(`option log-health-checks\n${observing} observe layer7`)
  await fixture.serve(81, closing)
  fixture.clock.advance(100)
  const server = fixture.backend.servers[0]!
  for (const status of [500, 200, 503, 501, 505, 404, 500, 500]) server.traffic!.onResponse(status)
  expect(server.check.health).toBe(4)
  server.traffic!.onResponse(null)
  expect(fixture.warnings.at(-1)).toBe(
    'Health check for server be/s1 failed, reason: Health analyze, info: "Detected 3 consecutive errors, last one was: Read error (http)", status: 2/3 UP.',
  )
})

test('an agent sets weight, limits and states', async () => {
  const fixture = createCheckFixture(
    'balance roundrobin\nserver s1 127.0.0.1:80 weight 100 agent-check agent-port 90 agent-inter 1s agent-send hi',
  )
  const words = [
    '50%\n',
    'drain\n',
    'ready\n',
    'down #too hot\n',
    'up\n',
    'maint\n',
    'ready up 100%\n',
    'maxconn:7,weight:30\n',
    'nonsense\n',
  ]
  await fixture.serve(90, (connection, received) => greet(words.shift() ?? '')(connection, received))
  fixture.monitor.start()
  const server = fixture.backend.servers[0]!
  const seen: unknown[] = []
  for (let second = 0; second < 9; second++) {
    fixture.clock.advance(second === 0 ? 500 : 1000)
    seen.push([server.weight, server.isDraining, server.isUp, server.isInMaintenance, server.maxconn])
  }
  expect(seen).toEqual([
    [50, false, true, false, 0],
    [50, true, true, false, 0],
    [50, false, true, false, 0],
    [50, false, false, false, 0],
    [50, false, true, false, 0],
    [50, false, false, true, 0],
    [100, false, true, false, 0],
    [30, false, true, false, 7],
    [30, false, true, false, 7],
  ])
  expect(fixture.received[0]).toBe('hi')
  expect(fixture.warnings).toContain(
    'Server be/s1 is DOWN, reason: Layer7 wrong status, code: 0, info: "via agent : down (too hot)", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.',
  )
})

test('a server that its agent holds down stays down whatever its checks say', async () => {
  const fixture = started('server s1 127.0.0.1:80 check inter 1s agent-check agent-port 90 agent-inter 10s')
  await fixture.serve(80, silent)
  await fixture.serve(90, greet('down\n'))
  fixture.clock.advance(5000)
  const server = fixture.backend.servers[0]!
  expect([server.isUp, server.check.health]).toEqual([false, 4])
})

test('a silent agent changes nothing', () => {
  const fixture = started('server s1 127.0.0.1:80 agent-check agent-port 90')
  fixture.clock.advance(10_000)
  expect([fixture.backend.servers[0]!.isUp, fixture.warnings]).toEqual([true, []])
})

test('stopping leaves no timer and no connection', async () => {
  const fixture = started('option redis-check\nserver s1 127.0.0.1:80 check agent-check agent-port 90')
  await fixture.serve(80, silent)
  fixture.clock.advance(100)
  fixture.monitor.stop()
  fixture.clock.advance(1)
  expect(fixture.network.open.size).toBe(0)
  fixture.clock.advance(100_000)
  expect(fixture.clock.pending).toBe(0)
})

test('a check may use a port and address of its own, and announce itself', async () => {
  const fixture = started('option redis-check\nserver s1 127.0.0.2:80 check port 81 addr 127.0.0.1 check-send-proxy')
  await fixture.serve(81, silent)
  fixture.clock.advance(1)
  expect(fixture.received.join('')).toMatch(/^PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ 81\r\n\*1\r\n/)
})

import { describe, expect, test } from 'vitest'
import { defineRuntimeCommand } from '../command.ts'
import { createTestProcess, openSession, runCommand } from '../testing/process.ts'

describe('a session without a prompt', () => {
  test('answers one line and closes', async () => {
    const client = await openSession(createTestProcess())
    client.send('show version\n')
    expect(client.take()).toBe('3.5-dev5\n\n')
    expect(client.isClosed).toBe(true)
  })

  test('runs all commands of a line, and all lines that came at once', async () => {
    const process = createTestProcess()
    expect(await runCommand(process, 'show version ; echo a  b')).toBe('3.5-dev5\n\na b\n')
    expect(await runCommand(process, 'echo 1\necho 2')).toBe('1\n\n2\n')
  })

  test('waits for the end of the line', async () => {
    const client = await openSession(createTestProcess())
    client.send('show ver')
    expect(client.take()).toBe('')
    client.send('sion\r\n')
    expect(client.take()).toBe('3.5-dev5\n\n')
  })

  test('says nothing to half a line', async () => {
    const client = await openSession(createTestProcess())
    client.send('show version')
    client.end()
    expect([client.take(), client.isClosed]).toEqual(['', true])
  })
})

describe('an interactive session', () => {
  test('prompts until it is told to quit', async () => {
    const client = await openSession(createTestProcess())
    client.send('prompt\n')
    expect(client.take()).toBe('\n> ')
    client.send('show version\nshow version;show version\n')
    expect(client.take()).toBe('3.5-dev5\n\n> 3.5-dev5\n\n> 3.5-dev5\n\n> ')
    client.send('quit\nshow version\n')
    expect([client.take(), client.isClosed]).toEqual(['', true])
  })

  test('has a mode without a prompt', async () => {
    const client = await openSession(createTestProcess())
    client.send('prompt i\necho a\n')
    expect(client.take()).toBe('\na\n\n')
    expect(client.isClosed).toBe(false)
  })

  test('shows the uptime', async () => {
    const process = createTestProcess()
    process.clock.advance(90_061_000)
    const client = await openSession(process)
    client.send('prompt timed\n')
    expect(client.take()).toBe('\n[1:01:01:01]> ')
  })

  test('reads a payload line by line', async () => {
    const process = createTestProcess()
    process.patterns.open('virt@m', true)
    const client = await openSession(process)
    client.send('prompt\n')
    client.take()
    client.send('add map virt@m <<\nk1 v1\nk2 v2\n\n')
    expect(client.take()).toBe('+ + + \n> ')
    client.send('add map virt@m <<END\nk3 v3\n\nEND\n')
    expect(client.take()).toBe('+ + + \n> ')
    expect([...process.patterns.find('virt@m')!.entries()].map(({ pattern }) => pattern)).toEqual(['k1', 'k2', 'k3'])
  })
})

describe('limits', () => {
  test('an idle session is closed without a word', async () => {
    const process = createTestProcess()
    const client = await openSession(process, { timeoutMs: 1000 })
    process.clock.advance(999)
    expect(client.isClosed).toBe(false)
    process.clock.advance(2)
    expect([client.take(), client.isClosed]).toEqual(['', true])
  })

  test('set timeout changes it, in seconds', async () => {
    const process = createTestProcess()
    const client = await openSession(process, { timeoutMs: 1000 })
    client.send('prompt; set timeout cli 5\n')
    process.clock.advance(4000)
    expect(client.isClosed).toBe(false)
    process.clock.advance(2000)
    expect(client.isClosed).toBe(true)
  })

  test.each([
    ['line', 'x'.repeat(16385)],
    ['line that has ended', `${'x'.repeat(16385)}\n`],
    ['payload', `add map m <<\n${'k v\n'.repeat(40_000)}`],
  ])('a %s that is too long ends the session', async (_name, text) => {
    const client = await openSession(createTestProcess())
    client.send(text)
    expect(client.isClosed).toBe(true)
  })

  test('a dump is not made faster than it is read', async () => {
    const process = createTestProcess()
    let made = 0
    const flood = defineRuntimeCommand({
      name: 'flood',
      usage: 'flood',
      summary: 'Writes much.',
      level: 'user',
      *run() {
        for (let index = 0; index < 1000; index++) {
          made++
          yield 'x'.repeat(10_000)
        }
      },
    })
    const client = await openSession(process, { commands: [flood] })
    const ends = [...process.network.open]
    for (const end of ends) end.pause()
    client.send('flood\n')
    expect(made).toBeLessThan(100)
    for (const end of ends) end.resume()
    process.clock.advance(10)
    expect(made).toBe(1000)
    expect(client.take().length).toBe(10_000_001)
  })
})

describe('levels', () => {
  test.each([
    ['user', 'set weight be/s1 5', 'Permission denied\n'],
    ['operator', 'set weight be/s1 5', 'Permission denied\n'],
    ['operator', 'show env HOME', 'HOME=/root\n'],
    ['user', 'show env HOME', 'Permission denied\n'],
    ['admin', 'set weight be/s1 5', ''],
    ['admin', 'user; set weight be/s1 5; show cli level', '\nPermission denied\n\nuser\n'],
    ['admin', 'operator; show cli level; user; operator; show cli level', '\noperator\n\n\n\nuser\n'],
  ] as const)('as %s, %s', async (level, line, expected) => {
    expect(await runCommand(createTestProcess(), line, level)).toBe(expected)
  })
})

describe('severities', () => {
  test.each([
    ['number', '\n[3]: No such backend.\n\n10 (initial 10)\n\n[6]: 3.5-dev5\n'],
    ['string', '\n[err]: No such backend.\n\n10 (initial 10)\n\n[info]: 3.5-dev5\n'],
    ['none', '\nNo such backend.\n\n10 (initial 10)\n\n3.5-dev5\n'],
  ])('%s', async (format, expected) => {
    const line = `set severity-output ${format};get weight zz/s1;get weight be/s1;show version`
    expect(await runCommand(createTestProcess(), line)).toBe(expected)
  })
})

describe('unknown commands', () => {
  test('suggest those that are alike', async () => {
    const answer = await runCommand(createTestProcess(), 'shw info')
    expect(answer).toMatch(/^Unknown command: 'shw', but maybe one of the following ones is a better match:\n/)
    expect(answer).toContain(
      '\n  show info [desc|json|typed|float]*      : report information about the running process\n',
    )
    expect(answer).not.toContain('set weight')
  })

  test('an empty line is answered with all of them', async () => {
    const answer = await runCommand(createTestProcess(), '')
    expect(answer).toMatch(/^Unknown command. Please enter one of the following commands only:\n {2}abort ssl ca-file /)
    expect(answer).toMatch(/ {2}quit {36}: disconnect\n$/)
  })
})

import { createRandom, TimerQueue, VirtualClock } from '@weir/base'
import { MemoryDatagrams, MemoryNetwork, Resolvers, readResolvConf, resolversOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import type { ProcessView } from '../process-view.ts'
import { showResolvers } from './show-resolvers.ts'
import { showStat } from './show-stat.ts'

function viewOf(): ProcessView {
  const clock = new VirtualClock()
  const make = (name: string, ...servers: string[]) =>
    new Resolvers(
      name,
      {
        ...resolversOptions.create(),
        nameservers: readResolvConf(servers.map((text) => `nameserver ${text}`).join('\n')),
      },
      {
        clock,
        timers: new TimerQueue(clock),
        random: createRandom(1),
        network: new MemoryNetwork(clock),
        datagrams: new MemoryDatagrams(clock),
        acceptedFamilies: () => ({ ipv4: true, ipv6: true }),
      },
    )
  const first = make('d', '10.0.0.1', '10.0.0.2')
  first.start()
  first.lookUp('a.example', 4, () => {})
  const resolvers = new Map([first, make('default')].map((section) => [section.name, section]))
  return { resolvers } as unknown as ProcessView
}

const answer = (...args: string[]) => showResolvers.run({ args, view: viewOf() } as never)

test('each name server has its counters', () => {
  const text = answer() as string
  const rest = [
    'snd_error:   ',
    'valid:       ',
    'update:      ',
    'cname:       ',
    'cname_error: ',
    'any_err:     ',
    'nx:          ',
    'timeout:     ',
    'refused:     ',
    'other:       ',
    'invalid:     ',
    'too_big:     ',
    'truncated:   ',
    'outdated:    ',
  ]
    .map((label) => `  ${label}0\n`)
    .join('')
  const block = (name: string) => ` nameserver ${name}:\n  sent:        1\n${rest}`
  expect(text).toBe(`Resolvers section d\n${block('10.0.0.1')}${block('10.0.0.2')}Resolvers section default\n`)
})

test('one section can be asked for, an unknown one is refused', () => {
  expect(answer('default')).toBe('Resolvers section default\n')
  expect(answer('nope')).toMatchObject({ text: expect.stringContaining("Can't find that resolvers section") })
})

test('they are statistics of a domain of their own', () => {
  const stat = (...args: string[]) =>
    showStat.run({ args: ['domain', 'resolvers', ...args], view: viewOf() } as never) as string
  const names =
    'id,pid,sent,send_error,valid,update,cname,cname_error,any_err,nx,timeout,refused,other,invalid,too_big,truncated,outdated'
  const zeros = ',0'.repeat(14)
  expect(stat()).toBe(`# ${names},\n10.0.0.1,d,1${zeros},\n10.0.0.2,d,1${zeros},\n`)
  expect(stat('typed', 'desc').split('\n').slice(0, 3)).toEqual([
    'N.0.id:CGPV:str:10.0.0.1:"ID"',
    'N.1.pid:CGPV:str:d:"Parent ID"',
    'N.2.sent:MGPV:u64:1:"Sent"',
  ])
  expect(stat('typed').split('\n').length).toBe(2 * 17 + 1)
  const [[id]] = JSON.parse(stat('json'))
  expect(id).toEqual({
    field: { pos: 0, name: 'id' },
    tags: { origin: 'Config', nature: 'Gauge', scope: 'Process' },
    value: { type: 'str', value: '10.0.0.1' },
  })
})

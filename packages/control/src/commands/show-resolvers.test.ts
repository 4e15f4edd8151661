import { createRandom, TimerQueue, VirtualClock } from '@weir/base'
import { MemoryDatagrams, MemoryNetwork, Resolvers, readResolvConf, resolversOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import type { ProcessView } from '../process-view.ts'
import { showResolvers } from './show-resolvers.ts'

function answer(...args: string[]) {
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
  return showResolvers.run({ args, view: { resolvers } as unknown as ProcessView } as never)
}

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

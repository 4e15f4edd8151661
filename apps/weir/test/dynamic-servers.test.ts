import { createRandom, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { expect, test } from 'vitest'

const text = `
global
  set-var proc.word str(hello),upper
  set-var-fmt proc.process "%pid on %H"
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
listen web
  bind 127.0.0.1:80
  server s1 127.0.0.1:8081
`

function setUp(more = '') {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const { model } = parseConfig({ files: [{ name: 'test.cfg', text: `${text}${more}` }], vocabulary })
  const balancer = createLoadBalancer({
    model,
    vocabulary,
    clock,
    network: new MemoryNetwork(clock),
    random: createRandom(1),
    processId: 4711,
    hostName: 'host',
  })
  const { view } = balancer.assembly
  const backend = balancer.assembly.backend('web')!
  const add = (words: string): string | null => view.dynamicServers!.add(backend, 'd1', words.split(' '))
  return { clock, balancer, view, backend, add }
}

test('a server is made from words, in maintenance, and checked once it is ready', async () => {
  const { clock, balancer, backend, add } = setUp()
  await balancer.start()
  expect(add('127.0.0.1:8082 weight 7 check inter 1s rise 1 fall 1')).toBe(null)
  const server = backend.state.server('d1')!
  expect([server.id, server.userWeight, server.isInMaintenance, server.check.isConfigured]).toEqual([2, 7, true, true])
  backend.state.setAdmin(server, 0, server.adminFlags, null)
  clock.advance(3000)
  expect(server.isUp).toBe(false)
  expect(server.check.status).toBe('L4CON')
  balancer.stop()
})

test.each([
  ['127.0.0.1:80 weigt 7', "unknown keyword 'weigt'; did you mean 'weight' maybe ?"],
  ['127.0.0.1:80 track web/s1', "'track' option is not accepted for dynamic server"],
  ['127.0.0.1:x', expect.stringContaining('x')],
  ["127.0.0.1:80 cookie a'b\\", null],
])('%s', (words, expected) => {
  const { balancer, backend, add } = setUp()
  expect(add(words)).toEqual(expected)
  expect(backend.state.server('d1')?.cookie ?? null).toBe(expected === null ? "a'b\\" : null)
  balancer.stop()
})

test('variables of the process are set before anything runs', () => {
  const { balancer } = setUp()
  const { processVariables } = balancer.engine
  expect(processVariables.get('word')).toBe('HELLO')
  expect(processVariables.get('process')).toBe('4711 on host')
  balancer.stop()
})

test('a server whose checks would speak TLS says how', () => {
  const rules = '  option tcp-check\n  tcp-check connect ssl\n'
  const { balancer, add } = setUp(rules)
  expect(add('127.0.0.1:80 check')).toMatch(/verify is enabled by default but no CA file specified/)
  expect(add('127.0.0.1:80')).toBe(null)
  balancer.stop()
  const other = setUp(rules)
  expect(other.add('127.0.0.1:80 check verify none')).toBe(null)
  other.balancer.stop()
})

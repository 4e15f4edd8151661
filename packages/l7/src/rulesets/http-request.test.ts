import { isAvailable } from '@weir/keyword'
import { expect, test } from 'vitest'
import { configure } from '../testing/lines.ts'
import { rulesets } from './index.ts'

test('requests are seen by request rules, responses by the others', () => {
  const seen = rulesets.map(({ name, frontendPhase, backendPhase }) => {
    const phases = [frontendPhase!, backendPhase!]
    return [
      name,
      phases.every((phase) => isAvailable('request', phase)),
      phases.every((phase) => isAvailable('response', phase)),
    ]
  })
  expect(seen).toEqual([
    ['http-request', true, false],
    ['http-response', false, true],
    ['http-after-response', false, true],
  ])
})

test('frontend rules come first on requests and last on responses', async () => {
  const { world } = await configure({
    frontend: ['http-request set-header x-order f', 'http-response set-header x-order %[res.hdr(x-order)]f'],
    backendLines: ['http-request set-header x-order %[req.hdr(x-order)]b', 'http-response set-header x-order b'],
  })
  const client = world.request('GET / HTTP/1.1\r\nHost: h\r\n\r\n')
  expect(world.accepted[0]!.text).toContain('x-order: fb\r\n')
  expect(client.text).toContain('x-order: bf\r\n')
})

test('http-after-response also sees what the proxy answers by itself', async () => {
  const { world } = await configure({ frontend: ['http-request deny', 'http-after-response set-header x-after 1'] })
  expect(world.request('GET / HTTP/1.1\r\nHost: h\r\n\r\n').text).toContain('x-after: 1\r\n')
})

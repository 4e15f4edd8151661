import { expect, test } from 'vitest'
import { complaintsOf } from '../testing/complaints-of.ts'
import { configure } from '../testing/lines.ts'

const expectation = "option 'http-restrict-req-hdr-names' expects 'preserve', 'reject' or 'delete' option."

test('one of three policies is expected', () => {
  expect(complaintsOf('frontend', 'option http-restrict-req-hdr-names')).toEqual([`missing parameter. ${expectation}`])
  expect(complaintsOf('frontend', 'option http-restrict-req-hdr-names foo')).toEqual([
    `invalid parameter 'foo'. ${expectation}`,
  ])
})

const request = 'GET / HTTP/1.1\r\nHost: h\r\nX_Odd: 1\r\nX-Plain: 2\r\n\r\n'

async function forwarded(side: 'frontend' | 'backendLines', ...lines: string[]) {
  const { world } = await configure({ [side]: lines })
  const client = world.request(request)
  return { sent: world.accepted[0]?.text ?? null, answer: client.text.split('\r\n')[0], log: world.logs[0] }
}

test.each(['frontend', 'backendLines'] as const)('delete takes odd names out (%s)', async (side) => {
  const { sent } = await forwarded(side, 'option http-restrict-req-hdr-names delete')
  expect(sent).toContain('x-plain: 2')
  expect(sent).not.toContain('x_odd')
})

test('preserve passes them, and overrides an earlier line', async () => {
  const lines = ['option http-restrict-req-hdr-names reject', 'option http-restrict-req-hdr-names preserve']
  expect((await forwarded('frontend', ...lines)).sent).toContain('x_odd: 1')
})

test('reject answers 403 even where a rule allows the request', async () => {
  const { sent, answer, log } = await forwarded(
    'frontend',
    'http-request allow',
    'option http-restrict-req-hdr-names reject',
  )
  expect(sent).toBeNull()
  expect(answer).toBe('HTTP/1.1 403 Forbidden')
  expect(log).toMatch(/^403 PR/)
})

test('reject lets plain names pass', async () => {
  const { sent } = await forwarded(
    'frontend',
    'http-request del-header x_odd',
    'option http-restrict-req-hdr-names reject',
  )
  expect(sent).toContain('x-plain: 2')
})

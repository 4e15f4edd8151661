import { expect, test } from 'vitest'
import { ProxyFixture, readLine } from '../testing/index.ts'
import { logSteps } from './log-steps.ts'

test.each([
  ['log-steps accept,close', ['accept', 'close']],
  ['log-steps http-req', ['http-req']],
])('%s', (line, steps) => {
  const { record, errors } = readLine(logSteps, line)
  expect(errors).toEqual([])
  expect([...record.steps!]).toEqual(steps)
})

test('all stands for every step, and for nothing else', () => {
  expect(readLine(logSteps, 'log-steps all').record.steps).toContain('connect')
  expect(readLine(logSteps, 'log-steps all').record.steps).not.toContain('any')
})

test.each([
  ['log-steps', /expects a list/],
  ['log-steps foo', /^invalid log step name \(foo\). Expected values are: accept, request, connect, response, close, /],
  ['log-steps all,close', /^invalid log step name \(all\)/],
  ['log-steps any', /^invalid log step name \(any\)/],
])('%s', (line, error) => expect(readLine(logSteps, line).errors).toEqual([expect.stringMatching(error)]))

test('a stream is logged at the steps that are named, and at its end if that is one of them', async () => {
  const { record } = readLine(logSteps, 'log-steps accept,connect,response')
  const fixture = await new ProxyFixture({ log: { steps: record.steps } }).start()
  const client = fixture.client()
  client.connection.shutdown()
  fixture.advance()
  expect(fixture.logs).toEqual(['step accept fe', 'step connect fe', 'step response fe'])
})

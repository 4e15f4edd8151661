import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it('runs the rules of frontend and backend in order, responses the other way round', async () => {
  const { sent, got } = await exchange({
    frontend: [
      'http-request add-header x front',
      'http-response add-header x front',
      'http-after-response add-header y front',
    ],
    backendLines: [
      'http-request add-header x back',
      'http-response add-header x back',
      'http-after-response add-header y back',
    ],
  })
  expect(sent!.match(/x: .*/g)).toEqual(['x: front', 'x: back'])
  expect(got.match(/[xy]: \w+/g)).toEqual(['x: back', 'x: front', 'y: back', 'y: front'])
})

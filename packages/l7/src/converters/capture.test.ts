import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it('keeps what passes through in declared slots only, and gives it on whole', async () => {
  const { world } = await exchange({
    frontend: [
      'declare capture request len 3',
      'declare capture response len 4',
      'http-request set-header x-path %[str(abcdef),capture-req(0)]',
      'http-request set-header x-lost %[str(lost),capture-req(7)]',
      'http-response set-header x-kept %[str(response),capture-res(0)]',
    ],
  })
  const transaction = world.transactions[0]!
  expect(transaction.requestCaptures).toEqual(['abc'])
  expect(transaction.responseCaptures).toEqual(['resp'])
})

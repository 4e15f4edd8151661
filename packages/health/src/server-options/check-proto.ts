import { custom, defineServerOption, type Failed } from '@weir/keyword'
import type { CheckProtocol } from '../check-connection.ts'
import { serverCheckOptions } from '../options.ts'

export const checkProto = defineServerOption({
  name: 'check-proto',
  summary: 'Chooses the protocol of HTTP checks: HTTP/1 or HTTP/2.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [
    custom('name', '<name>', (reader): CheckProtocol | Failed => {
      const word = reader.next()
      if (word === null) return reader.fail("'check-proto' :  missing value.", { code: 'config/missing-argument' })
      if (word.text === 'h1' || word.text === 'h2') return word.text
      if (word.text !== 'fcgi') return reader.fail(`'check-proto' :  unknown MUX protocol '${word.text}'.`)
      return reader.fail(
        "'check-proto fcgi' is known to HAProxy, but not supported by Weir: checks speak HTTP/1 and HTTP/2",
        { code: 'config/unsupported-keyword' },
      )
    }),
  ],
  apply(record, [name]) {
    record.protocol = name
  },
})

import { custom, defineDirective, parseLeadingInteger } from '@weir/keyword'
import { resolversOptions } from '../options.ts'

/** A header of a DNS message; the most that its length can be. */
const minimumBytes = 12
const maximumBytes = 65535

export const acceptedPayloadSize = defineDirective({
  name: 'accepted_payload_size',
  summary: 'Sets the size of answers by datagram that name servers are told, and that is taken.',
  manual: '5.3.2',
  sections: ['resolvers'],
  options: resolversOptions,
  params: [
    custom('nb', '<nb>', (reader) => {
      const word = reader.next()
      if (word === null) return reader.fail("'accepted_payload_size' expects <nb> as argument.")
      const bytes = parseLeadingInteger(word.text)
      if (bytes >= minimumBytes && bytes <= maximumBytes) return bytes
      return reader.fail(
        `'accepted_payload_size' must be between ${minimumBytes} and ${maximumBytes} inclusive (was ${word.text}).`,
      )
    }),
  ],
  apply(record, [bytes]) {
    record.payloadSizeBytes = bytes
  },
})

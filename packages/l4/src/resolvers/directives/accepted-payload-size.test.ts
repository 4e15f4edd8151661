import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { acceptedPayloadSize } from './accepted-payload-size.ts'

test.each([12, 512, 65535])('accepted_payload_size %i', (bytes) => {
  const { record, errors } = readLine(acceptedPayloadSize, `accepted_payload_size ${bytes}`)
  expect([record.payloadSizeBytes, errors]).toEqual([bytes, []])
})

test.each([
  ['accepted_payload_size', "'accepted_payload_size' expects <nb> as argument."],
  ['accepted_payload_size 11', "'accepted_payload_size' must be between 12 and 65535 inclusive (was 11)."],
  ['accepted_payload_size 65536', "'accepted_payload_size' must be between 12 and 65535 inclusive (was 65536)."],
  ['accepted_payload_size x', "'accepted_payload_size' must be between 12 and 65535 inclusive (was x)."],
])('%s is refused', (line, message) => {
  expect(readLine(acceptedPayloadSize, line).errors).toEqual([message])
})

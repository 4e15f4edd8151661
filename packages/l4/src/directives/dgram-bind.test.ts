import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { dgramBind } from './dgram-bind.ts'

test.each([
  ['dgram-bind', 0],
  ['dgram-bind 127.0.0.1:2', 1],
  ['dgram-bind udp@127.0.0.1:2-5,127.0.0.2:9', 5],
])('%s', (line, count) => {
  const { record, errors } = readLine(dgramBind, line)
  expect(errors).toEqual([])
  expect(record.addresses).toHaveLength(count)
})

test.each([
  ['dgram-bind 127.0.0.1', "'dgram-bind 127.0.0.1' : missing port specification in '127.0.0.1'"],
  ['dgram-bind 127.0.0.1:0', "'dgram-bind 127.0.0.1:0' : invalid port '0'"],
  [
    'dgram-bind tcp@127.0.0.1:2',
    "'dgram-bind tcp@127.0.0.1:2' : stream-type address not acceptable in 'tcp@127.0.0.1:2'",
  ],
  ['dgram-bind /run/x', "'dgram-bind /run/x' : Weir receives datagrams at IP addresses alone"],
])('refuses %s', (line, message) => {
  expect(readLine(dgramBind, line).errors).toContain(message)
})

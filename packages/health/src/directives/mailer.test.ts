import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { mailer, timeoutMail } from './mailer.ts'

test.each([
  ['mailer a 127.0.0.1:25', '127.0.0.1', 25],
  ['mailer a:b [::1]:587', '::1', 587],
  ['mailer a mail.example.com:25', 'mail.example.com', 25],
  ['mailer a :25', '', 25],
])('%s', (line, text, port) => {
  const { record, errors } = applyLine(mailer, line)
  expect(errors).toEqual([])
  expect(record.mailers).toMatchObject([{ address: { text, port } }])
})

/** As HAProxy 2.6 words it. */
test.each([
  ['mailer', "'mailer' expects <name> and <addr>[:<port>] as arguments."],
  ['mailer a', "'mailer' expects <name> and <addr>[:<port>] as arguments."],
  ['mailer a/b 127.0.0.1:25', "character '/' is not permitted in server name 'a/b'."],
  ['mailer a 127.0.0.1', "'mailer a' : missing port specification in '127.0.0.1'"],
  ['mailer a 127.0.0.1:+5', "'mailer a' : port offset not permitted here in '127.0.0.1:+5'"],
  ['mailer a 127.0.0.1:99999', "'mailer a' : invalid port '99999' in '127.0.0.1:99999'"],
  ['mailer a /tmp/x', "'mailer a' : TCP not supported for this address family."],
])('%s is refused', (line, message) => {
  expect(applyLine(mailer, line).errors).toEqual([message])
})

test('ports are single, and over TCP', () => {
  expect(applyLine(mailer, 'mailer a 127.0.0.1:25-30').errors).toHaveLength(1)
  expect(applyLine(mailer, 'mailer a 127.0.0.1:0').errors).toHaveLength(1)
  expect(applyLine(mailer, 'mailer a udp@127.0.0.1:25').errors).toHaveLength(1)
})

test('timeout mail', () => {
  expect(applyLine(timeoutMail, 'timeout mail 20s').record.timeoutMs).toBe(20_000)
  expect(applyLine(timeoutMail, 'timeout mail x').errors).toHaveLength(1)
  expect(applyLine(timeoutMail, 'timeout mail').errors).toHaveLength(1)
})

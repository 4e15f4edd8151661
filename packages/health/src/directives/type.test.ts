import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { type } from './type.ts'

test.each([
  ['type httpchk', 'httpchk'],
  ['type httpchk GET /x HTTP/1.1 host', 'httpchk'],
  ['type tcp-check', 'tcp-check'],
  ['type smtpchk EHLO me', 'smtpchk'],
  ['type mysql-check user x post-41', 'mysql-check'],
])('%s', (line, kind) => {
  const { record, errors } = applyLine(type, line)
  expect(errors).toEqual([])
  expect(record.kind?.name).toBe(kind)
})

test('arguments are kept', () => {
  expect(applyLine(type, 'type httpchk HEAD /x').record.request).toMatchObject({ method: 'HEAD', uri: '/x' })
})

test.each([
  ['type', /^'type' expects one of 'httpchk', .*'tcp-check', but got ''$/],
  ['type nope', /^'type' expects one of 'httpchk', .*, but got 'nope'$/],
  ['type mysql-check nope', /expects 'user <username>'/],
  ['type tcp-check x', /unexpected argument 'x'/],
])('%s is refused', (line, message) => {
  expect(applyLine(type, line).errors).toEqual([expect.stringMatching(message)])
})

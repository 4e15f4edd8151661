import { expect, test } from 'vitest'
import { httpProcessOptions } from '../options.ts'
import { complaintsOf } from '../testing/complaints-of.ts'
import { configure, readLines, setFile } from '../testing/lines.ts'
import { headerSpellings } from './h1-case-adjust.ts'

setFile('case.txt', '# spelling\n\n  content-length Content-LENGTH\nx-a\tX-A \n')
setFile('other.txt', 'x-b X-B\n')
setFile('wrong.txt', 'x-a X-C\n')

test.each([
  ['h1-case-adjust a', "'h1-case-adjust' expects <from> and <to> as argument."],
  ['h1-case-adjust a b', '<from> and <to> must not differ except the case'],
  ['h1-case-adjust A a', '<from> and <to> must not differ except the case'],
  ['h1-case-adjust-file', "'h1-case-adjust-file' expects <file> as argument."],
  [
    'h1-case-adjust-file wrong.txt',
    "h1-case-adjust-file 'wrong.txt', line 1: <from> and <to> must not differ except the case",
  ],
])('%s is refused', (line, complaint) => {
  expect(complaintsOf('global', line)).toEqual([complaint])
})

test('one name has one spelling', () => {
  expect(complaintsOf('global', 'h1-case-adjust x-a X-A', 'h1-case-adjust x-a X-a')).toEqual(["duplicate entry 'x-a'"])
})

test('the last file counts, and lines win over it', () => {
  const lines = ['h1-case-adjust-file other.txt', 'h1-case-adjust x-a X-a', 'h1-case-adjust-file case.txt']
  const process = readLines('global', lines).options.get(httpProcessOptions)
  expect([...headerSpellings(process)]).toEqual([
    ['content-length', 'Content-LENGTH'],
    ['x-a', 'X-a'],
  ])
})

test('headers are spelled so on the side that asks for it', async () => {
  const { world } = await configure({
    global: ['h1-case-adjust-file case.txt'],
    frontend: ['option h1-case-adjust-bogus-client'],
  })
  const client = world.request('GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n\r\n')
  expect(client.text).toContain('Content-LENGTH: 2')
  expect(world.accepted[0]!.text).toContain('x-a: 1')
})

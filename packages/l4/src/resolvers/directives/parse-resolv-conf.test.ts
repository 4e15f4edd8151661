import { createParseHost, WordReader } from '@weir/keyword'
import { expect, test } from 'vitest'
import { testVocabulary } from '../../testing/index.ts'
import { parseResolvConf } from './parse-resolv-conf.ts'

function read(readFile: () => { text: string } | { error: string }) {
  const span = { file: 'test', line: 1, column: 0, length: 1 }
  const messages: string[] = []
  const reader = new WordReader({
    style: 'line',
    keyword: { text: 'parse-resolv-conf', span },
    words: [],
    host: { ...createParseHost({ vocabulary: testVocabulary }), readFile },
    report: ({ message }) => messages.push(message),
  })
  const servers = parseResolvConf.params[0].parse(reader)
  const record = parseResolvConf.options.create()
  const site = { span, warn: (message: string) => messages.push(message) } as unknown as Parameters<
    typeof parseResolvConf.apply
  >[2]
  for (let times = 0; times < 2 && typeof servers !== 'symbol'; times++) parseResolvConf.apply(record, [servers], site)
  return { names: record.nameservers.map(({ name }) => name), messages }
}

test('the name servers of the system are added once each', () => {
  const { names, messages } = read(() => ({ text: 'nameserver 10.0.0.1\nsearch a\nnameserver ::1\n' }))
  expect(names).toEqual(['10.0.0.1', '::1'])
  expect(messages.map((text) => text.slice(0, 90))).toEqual(
    [
      "Parsing [/etc/resolv.conf:1] : generated name for /etc/resolv.conf nameserver '10.0.0.1' conf",
      "Parsing [/etc/resolv.conf:3] : generated name for /etc/resolv.conf nameserver '::1' conflicts",
    ].map((text) => text.slice(0, 90)),
  )
})

test('what is no address is left out with a warning', () => {
  expect(read(() => ({ text: 'nameserver foo\n' }))).toEqual({
    names: [],
    messages: ["parsing [/etc/resolv.conf:1] : address 'foo' could not be recognized, nameserver will be excluded."],
  })
})

test('a file that cannot be read is an error', () => {
  expect(read(() => ({ error: 'no such file' })).messages).toEqual([
    "'parse-resolv-conf' : failed to open /etc/resolv.conf.",
  ])
})

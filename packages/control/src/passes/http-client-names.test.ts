import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { inertOptions } from '../options.ts'
import { httpClientNames } from './http-client-names.ts'

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const texts: Readonly<Record<string, string>> = { '/good.pem': pem, '/empty.pem': '', '/dir/a': 'junk', '/dir/b': pem }

function check(settings: Readonly<Record<string, string>>): string[] {
  const global = new OptionsStore()
  for (const [name, value] of Object.entries(settings)) global.get(inertOptions).values.set(`httpclient.${name}`, value)
  const messages: string[] = []
  httpClientNames.run({
    model: {
      global: { options: global, lineOf: (name: string) => ({ file: name, line: 1, column: 0, length: 1 }) },
      find: (kind: string, name: string) => (kind === 'resolvers' && name === 'mine' ? {} : null),
    } as unknown as Model,
    files: {
      read: (path) => (texts[path] === undefined ? { error: 'No such file or directory' } : { text: texts[path] }),
      list: (path) => (path === '/dir' ? { names: ['a', 'b'] } : { error: 'Not a directory' }),
    },
    report: ({ severity, message, span }) => void messages.push(`${severity} ${span?.file}: ${message}`),
  })
  return messages
}

test.each<[Readonly<Record<string, string>>]>([
  [{}],
  [{ 'ssl.ca-file': '@system-ca' }],
  [{ 'ssl.ca-file': '/good.pem' }],
  [{ 'ssl.ca-file': '/dir' }],
  [{ 'ssl.ca-file': '/none.pem', 'ssl.verify': 'none' }],
  [{ 'resolvers.id': 'mine' }],
  [{ 'resolvers.id': 'default' }],
  [{ 'resolvers.id': 'nobody', 'resolvers.disabled': 'on' }],
])('%j is good', (settings) => expect(check(settings)).toEqual([]))

test.each<[Readonly<Record<string, string>>, string]>([
  [
    { 'ssl.ca-file': '/none.pem' },
    "alert httpclient.ssl.ca-file: Couldn't open the ca-file '/none.pem' (No such file or directory).",
  ],
  [
    { 'ssl.ca-file': '/empty.pem', 'ssl.verify': 'required' },
    "alert httpclient.ssl.ca-file: Couldn't open the ca-file '/empty.pem' (no certificate or crl found).",
  ],
  [
    { 'resolvers.id': 'nobody' },
    "alert httpclient.resolvers.id: Proxy '<HTTPCLIENT>': Can't find resolvers section 'nobody' for do-resolve action.",
  ],
])('%j is refused', (settings, message) => expect(check(settings)).toEqual([message]))

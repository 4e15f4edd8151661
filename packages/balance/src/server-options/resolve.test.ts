import { expect, test } from 'vitest'
import { balanceBundle } from '../bundle.ts'
import { serverLines } from '../options.ts'
import { resolutionOptions } from '../resolution/options.ts'
import { readLines } from '../testing/index.ts'

function read(options: string, defaults = '') {
  const lines = `${defaults === '' ? '' : `default-server ${defaults}\n`}server s a.example:80 ${options}`
  const { options: store, messages } = readLines([balanceBundle], lines)
  const [line] = store.get(serverLines).serverLines
  return { record: line?.options.get(resolutionOptions), messages }
}

test.each([
  ['', { resolvers: null, prefers: 6, allowsDuplicates: false, ignoresWeight: false }],
  ['resolvers dns', { resolvers: 'dns' }],
  ['resolvers', { resolvers: '' }],
  ['resolve-prefer ipv4', { prefers: 4 }],
  ['resolve-prefer ipv4 resolve-prefer ipv6', { prefers: 6 }],
  ['resolve-opts allow-dup-ip,ignore-weight', { allowsDuplicates: true, ignoresWeight: true }],
  ['resolve-opts allow-dup-ip,prevent-dup-ip', { allowsDuplicates: false }],
  ['resolve-opts', { allowsDuplicates: false, ignoresWeight: false }],
])('%s', (options, expected) => {
  expect(read(options)).toMatchObject({ record: expected, messages: [] })
})

test('default-server hands all of them down, and a server may say otherwise', () => {
  const defaults = 'resolvers dns resolve-prefer ipv4 resolve-opts allow-dup-ip resolve-net 10.0.0.0/8'
  expect(read('resolve-opts prevent-dup-ip resolve-net ::1', defaults).record).toMatchObject({
    resolvers: 'dns',
    prefers: 4,
    allowsDuplicates: false,
    networks: [{ prefixLength: 8 }, { prefixLength: 128 }],
  })
})

test.each([
  ['resolve-opts foo', "'resolve-opts' : unknown resolve-opts option 'foo'"],
  ['resolve-opts ,ignore-weight', "'resolve-opts' : unknown resolve-opts option ''"],
  ['resolve-prefer', "'resolve-prefer' expects either ipv4 or ipv6 as argument."],
  ['resolve-prefer inet', "'resolve-prefer' expects either ipv4 or ipv6 as argument."],
  ['resolve-net', "'resolve-net' expects a list of networks."],
  ['resolve-net foo', "'resolve-net' invalid network 'foo'."],
  ['resolve-net 10.0.0.0/40', "'resolve-net' invalid network '10.0.0.0/40'."],
  ['resolve-net ,10.0.0.1', "'resolve-net' invalid network ''."],
  [`resolve-net ${Array(6).fill('10.0.0.0/8').join(',')}`, "'resolve-net' exceed 5 networks."],
])('%s is refused', (options, message) => {
  expect(read(options).messages[0]).toContain(message)
})

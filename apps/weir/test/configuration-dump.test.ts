// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import { createEnvironment, parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'
import { ConfigurationDump } from '../src/configuration-dump.ts'
import { checkConfiguration, isBuilt } from './daemon.ts'

function dumped(text: string, key: number): string {
  const dump = new ConfigurationDump(standardVocabulary, key)
  parseConfig({
    files: [{ name: 'f', text }],
    vocabulary: standardVocabulary,
    environment: createEnvironment({ PORT: '8080' }),
    onLine: dump.addLine,
  })
  return dump.text()
}

const configuration = `# who we are
userlist staff
  user ann insecure-password hunter2 # really
frontend shop
    bind   192.0.2.7:"\${PORT}"   name main
  acl inside  src 10.1.0.0/16
  log-format "secret %ci"
  use_backend   carts if inside !{ path -m beg /cart }
.if version_before(1.0)
  nonsense
.endif
backend carts
  server anna 192.0.2.9:81 check weight 10 track carts/bertha
`

describe('without a key', () => {
  test('words are resolved, comments and what a condition leaves out are gone, lines are behind a tab', () => {
    expect(dumped(configuration, 0)).toBe(`userlist staff
\tuser ann insecure-password hunter2
frontend shop
\tbind 192.0.2.7:8080 name main
\tacl inside src 10.1.0.0/16
\tlog-format secret\\ %ci
\tuse_backend carts if inside !{ path -m beg /cart }
backend carts
\tserver anna 192.0.2.9:81 check weight 10 track carts/bertha
`)
  })

  test.each(['a b', 'a#b', 'a"b', "a'b", 'a\\b'])('%s reads as itself again', (word) => {
    const once = dumped(`backend b\n description ${word.replace(/[\\"'# ]/g, '\\$&')}\n`, 0)
    expect(dumped(once, 0)).toBe(once)
    expect(once).toContain('\tdescription ')
  })
})

describe('with a key', () => {
  const shown = dumped(configuration, 4711)

  test.each([
    'staff',
    'ann',
    'hunter2',
    'shop',
    'main',
    'carts',
    'inside',
    'secret',
    '192.0.2.7',
    '10.1.0.0',
    '/cart',
    'bertha',
  ])('%s is not told', (word) => {
    expect(shown).not.toContain(word)
  })

  test('keywords, numbers and ports are', () => {
    expect(shown.replace(/ID\([0-9a-f]{6}\)/g, 'ID')).toBe(`userlist ID
\tuser ID insecure-password [...]
frontend ID
\tbind ID:8080 name ID
\tacl ID src ID
\tlog-format [...]
\tuse_backend ID if ID !{ path -m beg ID }
backend ID
\tserver ID ID:81 check weight 10 track ID
`)
  })

  test('a name has one hash wherever it stands, and another with another key', () => {
    const id = /^backend (ID\([0-9a-f]{6}\))$/m.exec(shown)![1]!
    expect(shown).toContain(`use_backend ${id} if`)
    expect(dumped(configuration, 4712)).not.toContain(id)
  })
})

test.skipIf(!isBuilt)('-dC prints it while the configuration is checked', async () => {
  const text = 'backend b # c\n timeout connect 1s\n timeout server 1s\n'
  expect(await checkConfiguration(text, ['-dC'])).toMatchObject({
    status: 0,
    output: 'backend b\n\ttimeout connect 1s\n\ttimeout server 1s\n',
  })
  expect(await checkConfiguration(text, ['-dC1'])).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^backend ID\([0-9a-f]{6}\)\n\ttimeout connect 1s\n/),
  })
})

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import { describe, expect, test } from 'vitest'
import { evaluateCommandLineCondition } from '../src/command-line-condition.ts'
import { createEnvironment } from '../src/environment.ts'
import { formatConfig } from '../src/format.ts'
import { parseConfig } from '../src/parse-config.ts'
import { vocabulary } from '../src/testing.ts'
import { parseTree } from '../src/tree.ts'
import { countWork } from './work.ts'

const numbered = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

const defaults = 'defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n'

/** Texts that grow with a number, each hard on something else. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  'lines of nothing': (count) => '\n'.repeat(count),
  'lines that end in a carriage return': (count) => ' maxconn 5\r\n'.repeat(count),
  'a line of blanks': (count) => `${' '.repeat(count * 10)}\n`,
  'a line of carriage returns': (count) => `${'\r'.repeat(count * 10)}\n`,
  'a line of NULs': (count) => `${'\0'.repeat(count * 10)}\n`,
  'a long comment': (count) => `#${'x"\''.repeat(count * 10)}\n`,
  'a long word': (count) => `global\n description ${'x'.repeat(count * 10)}\n`,
  'a long strong quote': (count) => `.notice '${'x '.repeat(count * 10)}'\n`,
  'a long weak quote': (count) => `.notice "${'x '.repeat(count * 10)}"\n`,
  'a quote that never ends': (count) => `.notice "${'x '.repeat(count * 10)}\n`,
  'many words in quotes': (count) => `.notice ${`'x'"y"z`.repeat(count)}\n`,
  'many escapes': (count) => `.notice ${'\\x41\\ '.repeat(count)}\n`,
  'many backslashes': (count) => `.notice ${'\\'.repeat(count * 2)}\n`,
  'many variables': (count) => `.notice "${'$A${B-c}'.repeat(count)}"\n`,
  'a default that never ends': (count) => `.notice "\${B-${'${'.repeat(count)}\n`,
  'defaults in many quotes': (count) => `${'.notice "${B-x'.repeat(count)}\n`,
  'many words on a line': (count) => `${'x '.repeat(count)}\n`,
  'branches side by side': (count) => '.if 1\n.else\n.endif\n'.repeat(count),
  'branches in branches': (count) => `${'.if 1\n'.repeat(count)}${'.endif\n'.repeat(count)}`,
  'branches that stay open': (count) => '.if 1\n'.repeat(count),
  'branches without a start': (count) => '.endif\n.else\n'.repeat(count),
  'a long condition': (count) => `.if ${'1&&'.repeat(count)}1\n.endif\n`,
  'parentheses in a condition': (count) => `.if ${'('.repeat(count)}1${')'.repeat(count)}\n.endif\n`,
  'many negations': (count) => `.if ${'!'.repeat(count)}1\n.endif\n`,
  'parentheses in a predicate': (count) => `.if defined(${'('.repeat(count)})\n.endif\n`,
  'sections of one name': (count) => `${numbered(count, () => 'backend b\n server s 1.1.1.1')}\n`,
  'defaults of one name': (count) => `${numbered(count, () => 'defaults d')}\n`,
  'defaults from defaults': (count) =>
    `${numbered(count, (index) => (index === 0 ? 'defaults d0' : `defaults d${index} from d${index - 1}`))}\n`,
  'references to defaults of two names': (count) =>
    `defaults a\ndefaults b\n${numbered(count, (index) => `backend b${index} from ${index % 2 ? 'a' : 'b'}`)}\n`,
  'references to defaults of one name': (count) =>
    `${numbered(count, () => 'defaults d')}\n${numbered(count, (index) => `backend b${index} from d`)}\n`,
  'userlists of one name': (count) => `${numbered(count, () => 'userlist u')}\n`,
  'one id for all': (count) => `${numbered(count, (index) => `backend b${index}\n id 7`)}\n`,
  'one guid for all': (count) => `${numbered(count, (index) => `backend b${index}\n guid x`)}\n`,
  'servers of one name': (count) => `${defaults}backend b\n${numbered(count, () => ' server s 1.1.1.1')}\n`,
  'many servers': (count) =>
    `${defaults}backend b\n${numbered(count, (index) => ` server s${index} 1.1.1.1 check weight 1`)}\n`,
  'many backends': (count) => `${defaults}${numbered(count, (index) => `backend b${index}\n server s 1.1.1.1`)}\n`,
  'many binds': (count) => `${defaults}frontend f\n${numbered(count, (index) => ` bind :${index + 1}`)}\n`,
  'ACLs of one name': (count) => `backend b\n${numbered(count, () => ' acl a path /x')}\n`,
  'many ACLs': (count) => `frontend f\n bind :1\n${numbered(count, (index) => ` acl a${index} path /x`)}\n`,
  'many ACLs and conditions': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` acl a${index} path /x\n http-request set-header x y if a${index}`)}\n`,
  'conditions on the same ACL': (count) =>
    `frontend f\n bind :1\n acl a path /x\n${numbered(count, () => ' http-request deny if a')}\n`,
  'conditions on unknown ACLs': (count) =>
    `frontend f\n bind :1\n${numbered(count, (index) => ` acl a${index} path /x\n http-request deny if b${index}`)}\n`,
  'conditions on later ACLs': (count) =>
    `frontend f\n bind :1\n${numbered(count, (index) => ` http-request deny if a${index}`)}\n${numbered(count, (index) => ` acl a${index} path /x`)}\n`,
  'references to backends': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` use_backend b${index} if { path /x }`)}\n${numbered(count, (index) => `backend b${index}`)}\n`,
  'references to unknown backends': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` use_backend c${index} if { path /x }`)}\n${numbered(count, (index) => `backend b${index}`)}\n`,
  'references to unknown servers': (count) =>
    `${defaults}backend b\n${numbered(count, (index) => ` server s${index} 1.1.1.1\n use-server t${index} if { path /x }`)}\n`,
  'unknown defaults': (count) =>
    `${numbered(count, (index) => `defaults d${index}\nbackend b${index} from e${index}`)}\n`,
  'unknown words': (count) => `frontend f\n bind :1\n${numbered(count, (index) => ` timeot${index} client 1s`)}\n`,
  'one unknown word': (count) => `frontend f\n bind :1\n${numbered(count, () => ' timeot client 1s')}\n`,
  'unknown options': (count) => `frontend f\n bind :1\n${numbered(count, (index) => ` option httplg${index}`)}\n`,
  'unknown fetches': (count) =>
    `frontend f\n bind :1\n${numbered(count, (index) => ` http-request set-header x %[pth${index}]`)}\n`,
  'unknown actions': (count) => `frontend f\n bind :1\n${numbered(count, (index) => ` http-request dny${index}`)}\n`,
  'a long unknown word': (count) => `frontend f\n ${'timeout'.repeat(count)}\n`,
  'words out of any section': (count) => `${numbered(count, (index) => `bakend b${index}`)}\n`,
  'a long log format': (count) => `frontend f\n bind :1\n log-format "${'%ci %[src] x '.repeat(count)}"\n`,
  'a log format of percents': (count) => `frontend f\n bind :1\n log-format "${'%%'.repeat(count)}"\n`,
  'flags that never end': (count) => `frontend f\n bind :1\n log-format "${'%{+Q'.repeat(count)}"\n`,
  'converters in a row': (count) =>
    `frontend f\n bind :1\n http-request set-header x %[path${',lower'.repeat(count)}]\n`,
  'parentheses in an argument': (count) =>
    `frontend f\n bind :1\n http-request set-header x "%[str(${'('.repeat(count)})]"\n`,
  'brackets in an argument': (count) =>
    `frontend f\n bind :1\n http-request set-header x "%[str(${'%['.repeat(count)})]"\n`,
  'quotes in an argument': (count) =>
    `frontend f\n bind :1\n http-request set-header x '%[str("${'""'.repeat(count)})]'\n`,
  'braces in a condition': (count) =>
    `frontend f\n bind :1\n${numbered(count, () => ` http-request deny if ${'{ path /x } '.repeat(8)}`)}\n`,
  'rules behind a final rule': (count) =>
    `frontend f\n bind :1\n http-request deny\n${numbered(count, () => ' http-request deny')}\n`,
  'rules in odd order': (count) =>
    `frontend f\n bind :1\n${numbered(count, () => ' use_backend b if { path /x }\n http-request deny if { path /y }')}\n`,
  'many variables set': (count) => `global\n${numbered(count, (index) => ` setenv V${index} "$V${index}"`)}\n`,
  'sections in turn': (count) => `${numbered(count, (index) => `global\nbackend b${index}`)}\n`,
}

/**
 * From twice to four times as much takes twice the work that once to twice as much takes; where work grew with the
 * square, it would be four times. What does not grow, such as what is done once, does not count.
 */
function expectLinear(count: number, work: (count: number) => number): void {
  work(1)
  const [once, twice, fourfold] = [work(count), work(2 * count), work(4 * count)] as const
  const limit = 2.4 * Math.max(twice - once, once / 10, 1000)
  expect(fourfold - twice, `${once}, ${twice}, ${fourfold}`).toBeLessThan(limit)
}

const parse = (text: string): number =>
  countWork(() =>
    parseConfig({
      files: [{ name: 'f', text }],
      vocabulary,
      environment: createEnvironment({ A: 'a', LIST: 'a b' }),
    }),
  )

test('work is counted: in calls, in loops, and in what built-in functions look at', () => {
  const square = (count: number) =>
    countWork(() => void Array.from({ length: count }, () => parseTree('x'.repeat(count))))
  expect(() => expectLinear(100, square)).toThrow()
  expect(parse(texts['many ACLs']!(400))).toBeGreaterThan(3 * parse(texts['many ACLs']!(100)))
})

describe('reading takes work in proportion to the text', () => {
  test.each(Object.entries(texts))('%s', (_name, make) => expectLinear(400, (count) => parse(make(count))))

  test('ten thousand ACLs', () => expectLinear(2500, (count) => parse(texts['many ACLs and conditions']!(count))))
  test('ten thousand servers', () => expectLinear(2500, (count) => parse(texts['many servers']!(count))))

  test('many files', () =>
    expectLinear(400, (count) => {
      const files = Array.from({ length: count }, (_, index) => ({ name: `f${index}`, text: `backend b${index}\nfoo` }))
      return countWork(() => parseConfig({ files, vocabulary }))
    }))
})

describe('so do', () => {
  test.each(Object.entries(texts))('formatting: %s', (_name, make) =>
    expectLinear(400, (count) => {
      const text = make(count)
      return countWork(() => formatConfig(text))
    }),
  )

  test.each([
    ['1&&', ''],
    ['0||', ''],
    ['(', ')'],
    ['!', ''],
    ['streq(a,', ''],
    ['defined("', ''],
  ])('a condition of %s', (open, close) =>
    expectLinear(2000, (count) => {
      const text = `${open.repeat(count)}1${close.repeat(count)}`
      const environment = { isDefined: () => true, features: new Set<string>(), version: '3.5' }
      return countWork(() => void evaluateCommandLineCondition(text, () => 'x', environment))
    }),
  )
})

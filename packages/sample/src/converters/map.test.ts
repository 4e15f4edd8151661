import { describe, expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestContext, createTestLanguage } from '../testing/language.ts'
import { mapConverters, mapRegm } from './map.ts'

const files = {
  words: 'a 1\nab two words  \n# b 3\n\n  c 4\na 5\n',
  numbers: '5 five\n1:10 small\n',
  networks: '10.0.0.0/8 wide\n10.1.0.0/16 narrow\n2001:db8::/32 six\n',
  integers: 'a 12\nb -3\n',
  addresses: 'a 192.0.2.1\n',
  patterns: '^/([a-z]+)/ to-\\1\n^/ rest\n',
  paths: '/img static\nimages/png png\n',
  domains: 'example.com ours\n',
  wrong: 'a x\n',
}

describeExpressions(
  'map',
  [...mapConverters, mapRegm],
  [
    ['str(a),map(words)', '1'],
    ['str(ab),map_str(words)', 'two words'],
    ['str(b),map(words)', null],
    ['str(b),map(words,none)', 'none'],
    ['str(abc),map_beg(words)', 'two words'],
    ['str(xab),map_end(words)', 'two words'],
    ['str(xabx),map_sub(words)', '1'],
    ['str(/img/a.png),map_dir(paths)', 'static'],
    ['str(/x/images/png/y),map_dir(paths)', 'png'],
    ['str(www.example.com:80),map_dom(domains)', 'ours'],
    ['str(www.example.com.evil),map_dom(domains)', 'ours'],
    ['int(5),map_int(numbers)', 'five'],
    ['int(7),map_int(numbers)', 'small'],
    ['int(11),map_int(numbers,big)', 'big'],
    ['ipv4(10.1.2.3),map_ip(networks)', 'narrow'],
    ['ipv4(10.2.2.3),map_ip(networks)', 'wide'],
    ['ipv6(2001:db8::7),map_ip(networks)', 'six'],
    ['str(10.1.2.3),map_ip(networks)', 'narrow'],
    ['ipv4(10.1.2.3),map_ip_key(networks)', '10.1.0.0/16'],
    ['str(a),map_str_int(integers),add(1)', '13'],
    ['str(c),map_str_int(integers,7)', '7'],
    ['str(a),map_str_ip(addresses),ipmask(24)', '192.0.2.0'],
    ['str(b),map_str_ip(addresses,127.0.0.1)', '127.0.0.1'],
    ['str(/abc/d),map_reg(patterns)', 'to-\\1'],
    ['str(/abc/d),map_regm(patterns)', 'to-abc'],
    ['str(/d),map_regm(patterns)', 'rest'],
    ['str(/abc/d),map_reg_key(patterns)', '^/([a-z]+)/'],
    ['str(a),map(missing)', { refused: /failed to open pattern file <missing>/ }],
    ['str(a),map(opt@missing,x)', 'x'],
    ['str(a),map(virt@any,x)', 'x'],
    ['str(a),map_str_int(wrong)', { refused: /unable to parse 'x' at line 1/ }],
    ['str(a),map_ip(words)', { refused: /not a valid IPv4 or IPv6 address at line 1/ }],
    ['str(a),map_str_ip(addresses,zz)', { refused: /cannot parse default ip/ }],
    ['str(a),map_str_key(words,def)', { refused: /expected '\)'/ }],
  ],
  { files },
)

describe('a map that changes at run time', () => {
  test('shows additions, new values and removals to every user of the same list', () => {
    const language = createTestLanguage({ files })
    const byText = language.binder.expression(language.parseExpression('str(new),map(words)'), 'str')
    const byPrefix = language.binder.expression(language.parseExpression('str(new),map_beg(words)'), 'str')
    const context = createTestContext()
    expect([byText(context), byPrefix(context)]).toEqual([null, null])
    const set = language.patterns.find('words')!
    set.add('new', '9')
    expect([byText(context), byPrefix(context)]).toEqual(['9', '9'])
    expect(set.setValue('new', '10')).toBe(1)
    expect([byText(context), byPrefix(context)]).toEqual(['10', '10'])
    expect(set.delete('new')).toBe(1)
    expect([byText(context), byPrefix(context)]).toEqual([null, null])
  })

  test('keeps the old content until a new version is committed', () => {
    const language = createTestLanguage({ files })
    const lookUp = language.binder.expression(language.parseExpression('str(a),map(words)'), 'str')
    const set = language.patterns.find('words')!
    const version = set.prepare()
    expect(set.stage(version, 'a', 'fresh')).toBeNull()
    expect(lookUp(createTestContext())).toBe('1')
    expect(set.commit(version)).toBeNull()
    expect(lookUp(createTestContext())).toBe('fresh')
    expect(set.size).toBe(1)
    expect(set.commit(version)).toEqual({ error: 'Version number out of range.' })
  })

  test('reads a value anew when it has changed', () => {
    const language = createTestLanguage({ files: { list: 'a 1.2.3.4\n', regexes: '^(.)$ <\\1>\n' } })
    const address = language.binder.expression(language.parseExpression('str(a),map_str_ip(list)'), 'str')
    const substituted = language.binder.expression(language.parseExpression('str(a),map_regm(regexes)'), 'str')
    const read = () => [address(createTestContext()), substituted(createTestContext())]
    expect(read()).toEqual(['1.2.3.4', '<a>'])
    language.patterns.find('list')!.setValue('a', '5.6.7.8')
    language.patterns.find('regexes')!.setValue('^(.)$', '[\\1]')
    expect(read()).toEqual(['5.6.7.8', '[a]'])
  })

  test('refuses a value that a typed user could not read', () => {
    const language = createTestLanguage({ files })
    language.binder.expression(language.parseExpression('str(a),map_str_int(integers)'))
    const set = language.patterns.find('integers')!
    expect(set.add('z', 'no number')).toEqual({ error: "unable to parse 'no number'" })
    expect(set.setValue('a', 'no number')).toEqual({ error: "unable to parse 'no number'" })
    expect(set.size).toBe(2)
  })
})

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import { createVocabulary, defineDirective, defineOptions, text } from '@weir/keyword'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEnvironment } from './environment.ts'
import { parseConfig } from './parse-config.ts'

const names = defineOptions('names', () => ({ names: [] as string[] }))
const vocabulary = createVocabulary([
  {
    name: 'test',
    directives: [
      defineDirective({
        name: 'name',
        summary: 'Adds a name.',
        sections: ['global', 'defaults', 'frontend', 'backend', 'listen'],
        options: names,
        params: [text('name')],
        apply(record, [name]) {
          record.names.push(name)
        },
      }),
    ],
  },
])

const parse = (...texts: string[]) =>
  parseConfig({ files: texts.map((text, index) => ({ name: `${index}.cfg`, text })), vocabulary })

describe('files', () => {
  test('every file starts outside any section', () => {
    const { diagnostics, model } = parse('global\n name a\n', ' name b\nglobal\n name c\n')
    expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.line])).toEqual([
      ['config/out-of-section', '1.cfg', 1],
    ])
    expect(model.global.options.get(names).names).toEqual(['a', 'c'])
  })

  test('defaults of one file count for the next', () => {
    const { model } = parse('defaults\n name a\n', 'backend b\n name b\n')
    expect(model.proxies[0]?.options.get(names).names).toEqual(['a', 'b'])
  })

  test.each(['frontend f :80', 'listen l 10.0.0.1:80', 'backend b from'])('lines below %s stand nowhere', (header) => {
    const { diagnostics, model } = parse(`${header}\n name a\n name b\nbackend c\n name c\n`)
    expect(diagnostics.filter(({ code }) => code === 'config/out-of-section').map(({ span }) => span?.line)).toEqual([
      2, 3,
    ])
    expect(model.proxies.map(({ name }) => name)).toEqual(['c'])
  })

  test('an .if block ends with its file', () => {
    const { diagnostics } = parse('.if 0\n', 'global\n name a\n')
    expect(diagnostics.map(({ code }) => code)).toEqual(['config/open-if'])
  })

  test('the environment given is the one that lines change', () => {
    const environment = createEnvironment({ A: '1' })
    parseConfig({ files: [{ name: 'f', text: 'global\n setenv B "$A"\n' }], vocabulary, environment })
    expect(environment.get('B')).toBe('1')
  })
})

describe('a section that is refused', () => {
  const refusing = createVocabulary([
    ...vocabulary.bundles,
    {
      name: 'refusing',
      refused: [
        { kind: 'refused', slot: 'section', name: 'cache', state: 'unsupported', reason: 'nothing is kept' },
        { kind: 'refused', slot: 'section', name: 'backend', state: 'unsupported', reason: 'it is stale' },
      ],
    },
  ])

  test('is reported once, and what follows it is read', () => {
    const text = 'cache c\n max-age 1\n nonsense\nglobal\n name a\nbackend b\n name b\n'
    const { diagnostics, model } = parseConfig({ files: [{ name: 'f', text }], vocabulary: refusing })
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['config/unsupported-keyword', "'cache' is known to HAProxy, but not supported by Weir: nothing is kept"],
    ])
    expect(model.global.options.get(names).names).toEqual(['a'])
  })

  test('must be asked for first when it is an experiment', () => {
    const acme = {
      kind: 'refused',
      slot: 'section',
      name: 'acme',
      state: 'unsupported',
      reason: 'nobody asks',
    } as const
    const codes = (text: string): readonly string[] =>
      parseConfig({
        files: [{ name: 'f', text }],
        vocabulary: createVocabulary([...vocabulary.bundles, { name: 'acme', refused: [acme] }]),
      }).diagnostics.map(({ code }) => code)
    expect(codes('acme a\n bits 1\n')).toEqual(['config/experimental'])
    expect(codes('global\n expose-experimental-directives\nacme a\n bits 1\n')).toEqual(['config/unsupported-keyword'])
  })

  test('but not when a bundle has directives for it', () => {
    const { model, isValid } = parseConfig({
      files: [{ name: 'f', text: 'backend b\n name b\n' }],
      vocabulary: refusing,
    })
    expect(isValid).toBe(true)
    expect(model.proxies).toHaveLength(1)
  })
})

test('what a defaults section gives is a copy', () => {
  const { model } = parse('defaults\n name a\nbackend b\n name b\nbackend c\n')
  expect(model.proxies.map((proxy) => proxy.options.get(names).names)).toEqual([['a', 'b'], ['a']])
})

const piece = fc.oneof(
  fc.constantFrom(
    'global',
    'defaults',
    'frontend',
    'backend b',
    'listen',
    'from',
    'name',
    'acl',
    'if',
    '{',
    '}',
    '.if',
    '.else',
    '.endif',
    'no',
    'id',
    'mode',
    '\n',
    ' ',
    '"',
    "'",
    '\\',
    '#',
    '(',
    ')',
    ',',
    '%[',
    ']',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { model, isValid, diagnostics } = parse(pieces.join(' '))
      expect(isValid).toBe(!diagnostics.some(({ severity }) => severity === 'alert'))
      expect(model.global.kind).toBe('global')
    }),
    { numRuns: 300 },
  )
})

test.each(['"', '${', '%', '(', '\\', '{ ', '! ', 'a ', '.if (', 'x\n', '.if\n', 'frontend f\n', '"${A-'])(
  'a hundred thousand %j are read in linear time',
  (part) => {
    const small = part.repeat(100_000)
    const { diagnostics } = parse(`global\n name ${small}\n`)
    expect(diagnostics.length).toBeLessThan(100_010)
  },
)

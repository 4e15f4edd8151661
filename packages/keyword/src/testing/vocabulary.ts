/** A vocabulary for the tests of this package: nothing in it runs. */

import { FAILED } from '../argument-reader.ts'
import { defineAcl, defineConverter, defineFetch, defineLogAlias } from '../define.ts'
import { custom, int, optional, table, text } from '../parameter.ts'
import { createVocabulary, type Vocabulary } from '../vocabulary.ts'

const never = (): never => {
  throw new Error('the test vocabulary is not meant to run')
}

const summary = 'Tests.'

export const testVocabulary: Vocabulary = createVocabulary([
  {
    name: 'test',
    fetches: [
      defineFetch({ name: 'yes', summary, source: 'constant', out: 'bool', params: [], bind: never }),
      defineFetch({ name: 'number', summary, source: 'constant', out: 'sint', params: [], bind: never }),
      defineFetch({ name: 'src', summary, source: 'client connection', out: 'addr', params: [], bind: never }),
      defineFetch({ name: 'path', summary, source: 'request', out: 'str', params: [], bind: never }),
      defineFetch({ name: 'status', summary, source: 'response', out: 'sint', params: [], bind: never }),
      defineFetch({ name: 'blob', summary, source: 'constant', out: 'bin', params: [], bind: never }),
      defineFetch({ name: 'any', summary, source: 'constant', out: 'any', params: [], bind: never }),
      defineFetch({ name: 'meth', summary, source: 'request', out: 'meth', params: [], bind: never }),
      defineFetch({
        name: 'version',
        summary,
        source: 'request',
        out: 'sint',
        patternForm: 'dotted',
        params: [],
        bind: never,
      }),
      defineFetch({ name: 'base32+src', summary, source: 'request', out: 'bin', params: [], bind: never }),
      defineFetch({ name: 'str', summary, source: 'constant', out: 'str', params: [text('string')], bind: never }),
      defineFetch({
        name: 'hdr',
        summary,
        source: 'request',
        out: 'str',
        params: [optional(text('name')), optional(int('occurrence'))],
        bind: never,
      }),
      defineFetch({
        name: 'table_cnt',
        summary,
        source: 'process',
        out: 'sint',
        params: [table('table')],
        bind: never,
      }),
    ],
    converters: [
      defineConverter({ name: 'lower', summary, in: 'str', out: 'str', params: [], bind: never }),
      defineConverter({ name: 'add', summary, in: 'sint', out: 'sint', params: [int('value')], bind: never }),
      defineConverter({ name: 'mask', summary, in: 'addr', out: 'addr', params: [int('bits')], bind: never }),
      defineConverter({
        name: 'silent',
        summary,
        in: 'any',
        out: 'str',
        params: [
          custom('never', '<never>', (reader) => {
            reader.next()
            return FAILED
          }),
        ],
        bind: never,
      }),
      defineConverter({ name: 'debug', summary, in: 'any', out: 'same', params: [], bind: never }),
      defineConverter({
        name: 'field',
        summary,
        in: 'str',
        out: 'str',
        params: [int('index'), text('delimiters'), optional(int('count'))],
        check([index], complain) {
          if (index === 0) complain('the index starts at 1', 0)
        },
        bind: never,
      }),
    ],
    acls: [
      defineAcl({ name: 'path_beg', fetch: 'path', match: 'beg' }),
      defineAcl({ name: 'path', fetch: 'path', match: 'str' }),
    ],
    predefinedAcls: [{ name: 'LOCAL', definition: 'src 127.0.0.1/8' }],
    logAliases: [
      defineLogAlias({ name: 'ci', summary, bind: never }),
      defineLogAlias({ name: 'cip', summary, bind: never }),
    ],
    patternCheck: {
      regex: (text) =>
        text.includes('(') && !text.includes(')')
          ? { severity: 'alert', message: `regex '${text}' is invalid: a parenthesis is open` }
          : text === '(a+)+'
            ? { severity: 'warning', message: `regex '${text}' is slow` }
            : null,
      file: (text) =>
        text
          .split('\n')
          .flatMap((line, index) =>
            line.startsWith('bad') ? [{ severity: 'alert', message: `'${line}' is bad`, line: index + 1 }] : [],
          ),
    },
    refused: [
      { kind: 'refused', slot: 'converter', name: 'gone', state: 'removed', reason: 'it went' },
      { kind: 'refused', slot: 'fetch', name: 'foreign', state: 'unsupported', reason: 'it needs a library' },
    ],
  },
])

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import { readdirSync, readFileSync } from 'node:fs'
import type { Diagnostic } from '@weir/base'
import { createEnvironment, formatConfig, parseConfig, parseTree, printTree } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const folder = new URL('fixtures/configs/', import.meta.url)
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.cfg'))
  .map((name) => readFileSync(new URL(name, folder), 'latin1'))

/** Every word that HAProxy knows, as a line may begin with it or go on with it. */
const words = [
  ...standardVocabulary.fetches.keys(),
  ...standardVocabulary.converters.keys(),
  ...standardVocabulary.serverOptions.keys(),
  ...standardVocabulary.bindOptions.keys(),
  ...(['global', 'defaults', 'frontend', 'backend', 'userlist', 'peers', 'resolvers'] as const).flatMap((kind) => [
    kind,
    ...standardVocabulary.directives(kind).keys(),
  ]),
]
const signs = ['"', "'", '\\', '#', '(', ')', ',', '%[', ']', '%{', '}', '${A', '${A[*]}', '\\x', '\n', ' ', '\0', '\r']

/** Bytes, words in any order, and a real configuration with some of either put in anywhere. */
const piece = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...signs),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => Buffer.from(text).toString('latin1')),
  fc.constantFrom('0', '-1', '99999999999', '1s', ':80', '127.0.0.1:1-9', '/x', 'if', '{', '}', 'unless', 'or'),
)
const anyText = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(' ')),
  fc
    .record({
      text: fc.constantFrom(...texts),
      edits: fc.array(fc.record({ at: fc.nat(10_000), drop: fc.nat(20), put: piece }), { minLength: 1, maxLength: 6 }),
    })
    .map(({ text, edits }) =>
      edits.reduce((edited, { at, drop, put }) => {
        const start = at % (edited.length + 1)
        return edited.slice(0, start) + put + edited.slice(start + drop)
      }, text),
    ),
)

function parse(text: string) {
  return parseConfig({
    files: [{ name: 'f', text }],
    vocabulary: standardVocabulary,
    environment: createEnvironment({ A: 'a b' }),
    configFiles: { read: () => ({ error: 'no such file' }), list: () => ({ error: 'no such directory' }) },
  })
}

/** Where a diagnostic points, as far as it lies in the text. */
function isInside({ span }: Diagnostic, lines: readonly string[]): boolean {
  if (span === null || span.line === 0) return true
  const line = lines[span.line - 1]
  return line !== undefined && span.column >= 0 && span.length >= 0 && span.column + span.length <= line.length
}

test('any bytes give diagnostics that point into them, and no keyword fails', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { isValid, diagnostics } = parse(text)
      const lines = text.split('\n')
      expect(isValid).toBe(!diagnostics.some(({ severity }) => severity === 'alert'))
      expect(diagnostics.filter(({ code }) => code === 'config/keyword-failed')).toEqual([])
      expect(diagnostics.filter((diagnostic) => !isInside(diagnostic, lines))).toEqual([])
      for (const { message } of diagnostics) expect(message).not.toMatch(/undefined|\[object|NaN/)
    }),
    { numRuns: 400 },
  )
}, 120_000)

test('any bytes are read twice alike, kept by the tree, and laid out once and for all', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(printTree(parseTree(text))).toBe(text)
      const formatted = formatConfig(text)
      expect(formatConfig(formatted)).toBe(formatted)
      expect(parse(text).diagnostics).toEqual(parse(text).diagnostics)
    }),
    { numRuns: 100 },
  )
}, 120_000)

/** Reads which keywords a source file defines, without running it: a barrel can be made while the code is broken. */
import { type Expression, parseSync } from 'oxc-parser'
import { type Kind, kinds } from './folders.ts'

export interface KeywordConst {
  readonly name: string
  readonly kind: Kind
  /** True when the constant is an array of keywords. */
  readonly isFamily: boolean
}

export interface KeywordFile {
  readonly consts: readonly KeywordConst[]
  /** What the parser said, when the file is not TypeScript. */
  readonly error: string | null
}

function unwrap(node: Expression): Expression {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return unwrap(node.expression)
    default:
      return node
  }
}

/** `defineFetch` is one keyword, `defineFetches` a family; a word before the kind is allowed (`defineCounterFetches`). */
function kindOfFactory(name: string): { kind: Kind; isFamily: boolean } | null {
  if (!/^define[A-Z]/.test(name)) return null
  let best: { kind: Kind; isFamily: boolean; length: number } | null = null
  for (const kind of kinds) {
    for (const [suffix, isFamily] of [
      [kind.name, false],
      [kind.plural, true],
    ] as const) {
      if (name.endsWith(suffix) && suffix.length > (best?.length ?? 0)) best = { kind, isFamily, length: suffix.length }
    }
  }
  return best
}

function kindOfInitializer(init: Expression): { kind: Kind; isFamily: boolean } | null {
  const node = unwrap(init)
  if (node.type === 'CallExpression') {
    const callee = node.callee
    if (callee.type === 'Identifier') return kindOfFactory(callee.name)
    // `names.map((name) => defineFetch(…))`
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      if (callee.property.name !== 'map' && callee.property.name !== 'flatMap') return null
      const callback = node.arguments[0]
      if (callback?.type !== 'ArrowFunctionExpression' || callback.body.type === 'BlockStatement') return null
      const kind = kindOfInitializer(callback.body as Expression)
      return kind === null ? null : { kind: kind.kind, isFamily: true }
    }
    return null
  }
  if (node.type === 'ArrayExpression') {
    const first = node.elements[0]
    if (first === undefined || first === null || first.type === 'SpreadElement') return null
    const kind = kindOfInitializer(first)
    return kind === null || kind.isFamily ? null : { kind: kind.kind, isFamily: true }
  }
  return null
}

export function readKeywordFile(path: string, text: string): KeywordFile {
  const parsed = parseSync(path, text)
  const error = parsed.errors.find((candidate) => candidate.severity === 'Error')
  if (error !== undefined) return { consts: [], error: error.message }
  const consts: KeywordConst[] = []
  for (const statement of parsed.program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    const declaration = statement.declaration
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || init === null) continue
      const kind = kindOfInitializer(init)
      if (kind !== null) consts.push({ name: id.name, kind: kind.kind, isFamily: kind.isFamily })
    }
  }
  return { consts, error: null }
}

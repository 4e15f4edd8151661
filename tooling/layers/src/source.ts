/** What a source file imports, and which globals of the machine it touches. */
import { parseSync } from 'oxc-parser'

export interface ImportUse {
  readonly specifier: string
  readonly line: number
  /** True when nothing of it is left at run time. */
  readonly isTypeOnly: boolean
  readonly names: readonly string[]
  /** True for `import()` and `require()`: it happens when it is asked for, not at load. */
  readonly isLazy: boolean
}

/** A global with what is read of it: `Date.now`, `process.exit`, `setTimeout`, `new Date()`. */
export interface GlobalUse {
  readonly name: string
  readonly line: number
}

export interface SourceFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string
  readonly imports: readonly ImportUse[]
  readonly globals: readonly GlobalUse[]
  readonly error: string | null
}

/** Globals worth knowing about; anything else is not reported. */
const watched = new Set([
  'Buffer',
  'process',
  'global',
  'require',
  'console',
  'Date',
  'performance',
  'Math',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
])

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Wrappers of an expression that TypeScript adds; every other `TS…` node is types alone. */
const typeWrappers = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
])

const nameOf = (node: unknown): string | null =>
  isNode(node) && node.type === 'Identifier' ? (node.name as string) : null

/** The names that a pattern binds. */
function bindPattern(node: unknown, bound: Set<string>): void {
  if (!isNode(node)) return
  switch (node.type) {
    case 'Identifier':
      bound.add(node.name as string)
      break
    case 'AssignmentPattern':
      bindPattern(node.left, bound)
      break
    case 'RestElement':
      bindPattern(node.argument, bound)
      break
    case 'ArrayPattern':
      for (const element of node.elements as unknown[]) bindPattern(element, bound)
      break
    case 'ObjectPattern':
      for (const property of node.properties as Node[])
        bindPattern(property.type === 'Property' ? property.value : property, bound)
      break
  }
}

function visit(
  node: Node,
  enter: (node: Node, parent: Node | null, key: string) => void,
  parent: Node | null = null,
  key = '',
): void {
  if (node.type.startsWith('TS') && !typeWrappers.has(node.type)) return
  enter(node, parent, key)
  for (const [name, value] of Object.entries(node)) {
    if (name === 'typeAnnotation' || name === 'typeArguments' || name === 'typeParameters' || name === 'returnType')
      continue
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, enter, node, name)
    } else if (isNode(value)) visit(value, enter, node, name)
  }
}

/** Every name the file binds anywhere: coarse, but a file that shadows `process` does not mean the global. */
function boundNames(program: Node): Set<string> {
  const bound = new Set<string>()
  visit(program, (node) => {
    if (node.type === 'VariableDeclarator') bindPattern(node.id, bound)
    else if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) bindPattern(node.local, bound)
    else if (/Function/.test(node.type)) {
      bindPattern(node.id, bound)
      for (const parameter of (node.params as unknown[] | undefined) ?? []) bindPattern(parameter, bound)
    } else if (node.type === 'ClassDeclaration') bindPattern(node.id, bound)
    else if (node.type === 'CatchClause') bindPattern(node.param, bound)
  })
  return bound
}

/** `require` and `createRequire(…)`. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false
  return nameOf(callee) === 'require' || (callee.type === 'CallExpression' && nameOf(callee.callee) === 'createRequire')
}

/** True where an identifier is a name, not a reference. */
function isLabel(parent: Node | null, key: string): boolean {
  if (parent === null) return false
  if (parent.type === 'MemberExpression') return key === 'property' && parent.computed !== true
  if (['Property', 'MethodDefinition', 'PropertyDefinition'].includes(parent.type))
    return key === 'key' && parent.computed !== true
  return parent.type === 'ExportSpecifier' || parent.type === 'ImportSpecifier'
}

/** `Date` in `Date.now` → `Date.now`; `globalThis.process.exit` → `process.exit`. */
function readOf(node: Node, parents: ReadonlyMap<Node, Node>): string {
  const name = node.type === 'Identifier' ? (node.name as string) : (nameOf(node.property) ?? '')
  const parent = parents.get(node)
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const property = parent.property as Node
    if (parent.computed !== true) return `${name}.${property.name as string}`
    return property.type === 'Literal' ? `${name}.${String(property.value)}` : name
  }
  if (parent?.type === 'NewExpression' && parent.callee === node) {
    return (parent.arguments as unknown[]).length === 0 ? `new ${name}()` : `new ${name}(…)`
  }
  if (parent?.type === 'CallExpression' && parent.callee === node) return `${name}()`
  return name
}

/** Parses one file. A file that is not TypeScript gives its error and nothing else. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text)
  const error = errors.find(({ severity }) => severity === 'Error')
  if (error !== undefined) return { path, imports: [], globals: [], error: error.message }

  const lineStarts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) lineStarts.push(index + 1)
  const lineOf = (offset: number): number => {
    let line = lineStarts.findIndex((start) => start > offset)
    if (line < 0) line = lineStarts.length
    return line
  }

  const imports: ImportUse[] = []
  for (const { start, moduleRequest, entries } of module.staticImports) {
    imports.push({
      specifier: moduleRequest.value,
      line: lineOf(start),
      isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
      names: entries.map(({ importName }) => importName.name ?? importName.kind),
      isLazy: false,
    })
  }
  for (const { start, entries } of module.staticExports) {
    const from = entries[0]?.moduleRequest
    if (from === undefined || from === null) continue
    const isTypeOnly = entries.every(({ isType }) => isType)
    const names = entries.map(({ importName }) => importName.name ?? importName.kind)
    imports.push({ specifier: from.value, line: lineOf(start), isTypeOnly, names, isLazy: false })
  }

  const root = program as unknown as Node
  const bound = boundNames(root)
  const parents = new Map<Node, Node>()
  const globals: GlobalUse[] = []
  visit(root, (node, parent, key) => {
    if (parent !== null) parents.set(node, parent)
    if (node.type === 'ImportExpression' || (node.type === 'CallExpression' && isRequire(node.callee))) {
      const source = (node.type === 'ImportExpression' ? node.source : (node.arguments as unknown[])[0]) as
        | Node
        | undefined
      if (source?.type === 'Literal' && typeof source.value === 'string') {
        imports.push({ specifier: source.value, line: lineOf(node.start), isTypeOnly: false, names: [], isLazy: true })
      }
    }
    const name = nameOf(node)
    if (name !== null && watched.has(name) && !bound.has(name) && !isLabel(parent, key)) {
      globals.push({ name: readOf(node, parents), line: lineOf(node.start) })
    }
    if (
      node.type === 'MemberExpression' &&
      nameOf(node.object) === 'globalThis' &&
      watched.has(nameOf(node.property) ?? '')
    ) {
      globals.push({ name: readOf(node, parents), line: lineOf(node.start) })
    }
  })
  return { path, imports, globals, error: null }
}

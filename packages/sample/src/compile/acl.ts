import type { AclNode, Evaluate, EvaluateEach, SampleContext, SampleType, SampleValue } from '@weir/keyword'
import { textOfBytes } from '../bytes.ts'
import { toSint } from '../cast.ts'
import type { PatternIndex } from '../pattern/entry.ts'
import { createIndex, type IndexOptions, methodTypes, type PatternMethod } from '../pattern/matcher.ts'
import { type PatternRegistry, patternsPort } from '../pattern/registry.ts'
import type { PatternSet } from '../pattern/set.ts'
import type { SampleBinder } from './binder.ts'
import { bindEachSample } from './expression.ts'

/** A matching test on a sample that exists. */
type Test = (value: SampleValue) => boolean

/** Binds one `acl` line: true when any of its patterns matches any of its samples. A missing sample never matches. */
/** By way of an integer: an IPv4 address counts as true as well (as the oracle shows). */
function isTrue(value: SampleValue): boolean {
  const number = toSint(value)
  return number !== null && number !== 0
}

export function bindAcl(node: AclNode, binder: SampleBinder): (context: SampleContext) => boolean {
  if (node.match === 'found' || node.match === 'bool') {
    // There is nothing to compare with, but HAProxy counts and lists an empty list.
    if (binder.ports.has(patternsPort)) createOwnSet(node, binder.port(patternsPort))
    return bindTest(node, 'any', node.match === 'found' ? null : isTrue, binder)
  }
  return bindTest(node, methodTypes[node.match], bindPatterns(node, node.match, binder), binder)
}

function bindTest(
  node: AclNode,
  type: SampleType,
  test: Test | null,
  binder: SampleBinder,
): (context: SampleContext) => boolean {
  const each: EvaluateEach | null = bindEachSample(node.expression, type, binder, binder.recorder)
  if (each !== null) {
    const visit: Test = test ?? (() => true)
    return (context) => each(context, visit)
  }
  const evaluate = binder.expression(node.expression, type) as Evaluate
  if (test === null) return (context) => evaluate(context) !== null
  return (context) => {
    const value = evaluate(context)
    return value !== null && test(value)
  }
}

/** The sets of a line in order: its files, then the patterns written on it. */
function bindPatterns(node: AclNode, method: PatternMethod, binder: SampleBinder): Test {
  const registry = binder.port(patternsPort)
  const indexes: PatternIndex<never>[] = []
  const hang = (set: PatternSet, ignoreCase: boolean): void => {
    const index = createIndex(method, indexOptions(node, registry, ignoreCase))
    const refused = set.attach(index)
    if (refused !== null) {
      throw new Error(
        `${refused.error}${refused.line > 0 ? ` at line ${refused.line} of file '${set.origin.name}'` : ''}`,
      )
    }
    indexes.push(index)
  }
  for (const file of node.files) {
    const set = registry.open(file.text, node.isMap ?? false, file.path)
    if ('error' in set) throw new Error(set.error)
    set.users.push({ kind: 'acl', keyword: keywordOf(node), span: node.span })
    hang(set, file.ignoreCase)
  }
  hang(createOwnSet(node, registry), node.ignoreCase)
  return testOf(method, indexes)
}

/** The list of what stands on the line itself: one with files has an empty one, too, which commands may fill. */
function createOwnSet(node: AclNode, registry: PatternRegistry): PatternSet {
  const set = registry.createInline(keywordOf(node), node.id)
  if ('error' in set) throw new Error(set.error)
  for (const { text } of node.patterns) set.add(text)
  set.users.push({ kind: 'acl', keyword: keywordOf(node), span: node.span })
  return set
}

/** The word of the line, without arguments and converters. */
function keywordOf(node: AclNode): string {
  return node.expression.text.replace(/[(,].*$/s, '')
}

function indexOptions(node: AclNode, registry: PatternRegistry, ignoreCase: boolean): IndexOptions {
  const { lookUpHost } = registry.sources
  return {
    ignoreCase,
    noResolve: node.noResolve,
    isDotted: node.expression.converters.length === 0 && node.expression.fetch.keyword.patternForm === 'dotted',
    ...(node.noResolve || lookUpHost === undefined
      ? {}
      : { lookUpHost: (name) => lookUpHost.call(registry.sources, name) }),
  }
}

function testOf(method: PatternMethod, indexes: readonly PatternIndex<never>[]): Test {
  const [only] = indexes as readonly PatternIndex<SampleValue>[]
  let test: Test
  if (indexes.length === 1) test = (value) => only!.find(value) !== null
  else {
    const all = indexes as readonly PatternIndex<SampleValue>[]
    test = (value) => {
      for (const index of all) if (index.find(value) !== null) return true
      return false
    }
  }
  if (method === 'len') return (value) => test((value as string).length)
  if (method === 'bin') return (value) => test(textOfBytes(value as Uint8Array))
  return test
}

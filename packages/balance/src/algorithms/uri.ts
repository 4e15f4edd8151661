import { defineAlgorithm, type ExpressionNode, FAILED, int, type Parameter, settings } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { impliedExpression } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

export interface UriValues {
  readonly node: ExpressionNode
  readonly isWhole: boolean
  /** Bytes to look at; 0: all. */
  readonly length: number
  /** Directories to look at; 0: all. */
  readonly depth: number
}

const words = settings({
  len: int('len', { min: 1, wraps: 32 }),
  depth: int('depth', { min: 1, wraps: 32 }),
  whole: null,
  'path-only': null,
})

const uriArguments: Parameter<UriValues> = {
  ...words,
  name: 'uri',
  parse(reader) {
    const given = words.parse(reader)
    if (given === FAILED) return FAILED
    const node = impliedExpression(reader, given['path-only'] === true ? 'pathq' : 'url')
    if (node === FAILED) return FAILED
    return { node, isWhole: given.whole === true, length: given.len ?? 0, depth: given.depth ?? 0 }
  },
}

export const uri = defineAlgorithm({
  name: 'uri',
  summary: 'The request URI, by default up to the question mark, is hashed.',
  manual: '4.2',
  isDynamic: false,
  params: [uriArguments],
  create([values], binder): AlgorithmFactory {
    const url = binder.expression(values.node, 'str')
    return createHashed('uri', (context) => {
      const found = url(context)
      return found === null ? null : hashedPart(found, values)
    })
  },
})

/** The part of a URI that is hashed: it ends at a question mark, after `len` bytes or in front of a slash too many. */
export function hashedPart(text: string, limits: Omit<UriValues, 'node'>): string {
  const end = limits.length > 0 ? Math.min(text.length, limits.length) : text.length
  let slashes = 0
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x3f && !limits.isWhole) return text.slice(0, index)
    if (code === 0x2f && limits.depth > 0 && ++slashes > limits.depth) return text.slice(0, index)
  }
  return text.slice(0, end)
}

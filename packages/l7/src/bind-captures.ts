import type { Span } from '@weir/base'
import type { OptionsStore, RuleNode } from '@weir/keyword'
import type { CaptureSlot } from './actions/capture.ts'
import type { HeaderCapture } from './http-proxy.ts'
import { headerNeedle } from './message.ts'
import { type CaptureNode, httpOptions } from './options.ts'

/**
 * The slots of a frontend that keep something of requests: what `capture` and `declare` lines declare, and what rules with
 * a `len` add, numbered in the order of the lines. Each of those rules is told its number. Null without any.
 */
export function bindRequestCaptures(
  options: OptionsStore,
  rules: ReadonlyMap<string, readonly RuleNode[]>,
): readonly HeaderCapture[] | null {
  const added = ['tcp-request content', 'http-request']
    .flatMap((ruleset) => rules.get(ruleset) ?? [])
    .filter(({ action }) => action.keyword.name === 'capture')
    .map(({ action, span }) => ({ slot: action.values[1] as CaptureSlot, span }))
    .filter(({ slot }) => slot.maxLength !== null)
  return bindCaptures([...options.get(httpOptions).requestCaptures, ...added])
}

type Declaration = CaptureNode | { readonly slot: CaptureSlot; readonly span: Span }

export function bindCaptures(declarations: readonly Declaration[]): readonly HeaderCapture[] | null {
  const list: HeaderCapture[] = []
  for (const declaration of declarations.toSorted(byLine)) {
    if ('slot' in declaration) {
      declaration.slot.index = list.length
      list.push({ needle: null, maxLength: declaration.slot.maxLength! })
    } else {
      const { header, maxLength } = declaration
      list.push({ needle: header === null ? null : headerNeedle(header), maxLength })
    }
  }
  return list.length === 0 ? null : list
}

function byLine({ span: a }: Declaration, { span: b }: Declaration): number {
  return a.file === b.file ? a.line - b.line : 0
}

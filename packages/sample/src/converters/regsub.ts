import { custom, defineConverter, FAILED } from '@weir/keyword'
import { bufferPort } from '../buffer.ts'
import { readRegex } from '../pattern/check.ts'
import { type Regex, translateRegex } from '../regex/regex.ts'
import { parseSubstitution, type Substitution, substitute } from '../substitution.ts'

/**
 * After a match the search goes on in the rest as in a text of its own, but for `^`. A match of nothing at the start takes the
 * next byte along, one further on does not, so that it is found once more (as the oracle shows).
 */
function replaceAll(regex: Regex, substitution: Substitution, input: string): string | null {
  let replaced = ''
  let rest = input
  for (let isRest = false; ; isRest = true) {
    const match = regex.find(rest, isRest)
    if (match === null) return isRest ? replaced + rest : input
    const end = match.index + match.groups[0]!.length
    const put = substitute(substitution, match.groups)
    if (put === null) return null
    replaced += rest.slice(0, match.index) + put
    if (end > 0) rest = rest.slice(end)
    else if (rest === '') return replaced
    else {
      replaced += rest[0]!
      rest = rest.slice(1)
    }
  }
}

/** Replaces what a regular expression matches, as `sed` does. Manual 7.3.1. */
export const regsub = defineConverter({
  name: 'regsub',
  summary: 'Replaces the first match of a regular expression, or all with the flag g.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [
    custom(
      'regex',
      '<regex>',
      (reader) => {
        const word = reader.next()
        if (word === null || word.text === '') return reader.fail('missing regex')
        return readRegex(reader, word) === FAILED ? FAILED : word.text
      },
      'regex',
    ),
    custom('subst', '<subst>', (reader) => reader.next()?.text ?? FAILED),
    custom('flags', '[flags]', (reader) => {
      const text = reader.next()?.text ?? ''
      const bad = /[^ig]/.exec(text)
      if (bad !== null) return reader.fail(`invalid regex flag '${bad[0]}', only 'i' and 'g' are supported`)
      return { ignoreCase: text.includes('i'), all: text.includes('g') }
    }),
  ],
  examples: [
    { expression: "str(/////a///b/c/),regsub('/+','/',g)", gives: '/a/b/c/' },
    { expression: "str(foo12),regsub('(foo|bar)([0-9]+)','\\2\\1')", gives: '12foo' },
  ],
  bind([text, replacement, { ignoreCase, all }], binder) {
    const longest = binder.port(bufferPort).bytes
    const regex = translateRegex(text, { ignoreCase })
    if ('error' in regex) throw new Error(regex.error)
    const substitution = parseSubstitution(replacement)
    if (all) return (input) => replaceAll(regex, substitution, input)?.slice(0, longest) ?? null
    return (input) => {
      const match = regex.find(input)
      if (match === null) return input
      const put = substitute(substitution, match.groups)
      if (put === null) return null
      const end = match.index + match.groups[0]!.length
      return (input.slice(0, match.index) + put + input.slice(end)).slice(0, longest)
    }
  },
})

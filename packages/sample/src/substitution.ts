/** Replacement strings with back-references: `\1`, `\x41`, `\\` (manual 7.3.1, `regsub` and `map_regm`). */

/** Text and numbers of groups, in turn; null when the text breaks off in an escape, so that nothing can be put in. */
export type Substitution = readonly (string | number)[] | null

/** `\0` to `\9` are groups, `\xHH` a byte, and any other escaped character stands for itself. A lone backslash at the end, or `\x` without two digits, is an error that shows when something matches (seen in the oracle). */
export function parseSubstitution(text: string): Substitution {
  const parts: (string | number)[] = []
  let literal = ''
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '\\') {
      literal += text[index]
      continue
    }
    const next = text[++index]
    if (next === undefined) return null
    const hexadecimal = next === 'x' ? /^[0-9a-fA-F]{2}/.exec(text.slice(index + 1, index + 3)) : null
    if (next >= '0' && next <= '9') {
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push(Number(next))
    } else if (hexadecimal !== null) {
      literal += String.fromCharCode(Number.parseInt(hexadecimal[0], 16))
      index += 2
    } else if (next === 'x') return null
    else literal += next
  }
  if (literal !== '') parts.push(literal)
  return parts
}

/** Puts the groups of a match in; a group that has not matched is empty. */
export function substitute(substitution: Substitution, groups: readonly (string | undefined)[]): string | null {
  if (substitution === null) return null
  let text = ''
  for (const part of substitution) text += typeof part === 'string' ? part : (groups[part] ?? '')
  return text
}

/** Replacement strings with back-references: `\1`, `\x41`, `\\` (manual 7.3.1, `regsub` and `map_regm`). */

/** Text and numbers of groups, in turn. */
export type Substitution = readonly (string | number)[]

/** `\0` to `\9` are groups, `\xHH` a byte, and any other escaped character stands for itself. */
export function parseSubstitution(text: string): Substitution {
  const parts: (string | number)[] = []
  let literal = ''
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '\\' || index + 1 === text.length) {
      literal += text[index]
      continue
    }
    const next = text[++index]!
    const hexadecimal = next === 'x' ? /^[0-9a-fA-F]{2}/.exec(text.slice(index + 1, index + 3)) : null
    if (next >= '0' && next <= '9') {
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push(Number(next))
    } else if (hexadecimal !== null) {
      literal += String.fromCharCode(Number.parseInt(hexadecimal[0], 16))
      index += 2
    } else literal += next
  }
  if (literal !== '') parts.push(literal)
  return parts
}

/** Puts the groups of a match in; a group that has not matched is empty. */
export function substitute(substitution: Substitution, groups: readonly (string | undefined)[]): string {
  let text = ''
  for (const part of substitution) text += typeof part === 'string' ? part : (groups[part] ?? '')
  return text
}

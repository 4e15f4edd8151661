/** What stands after a subcommand: its flags, of which at most one is given, and files. */
export interface Operands<F extends string> {
  readonly flag: F | null
  readonly paths: readonly string[]
}

/** Tells flags from files. Everything after `--` is a file; `-f` may stand in front of one, as the daemon takes it. */
export function readOperands<const F extends string>(
  words: readonly string[],
  flags: readonly F[],
): Operands<F> | { readonly error: string } {
  let flag: F | null = null
  const paths: string[] = []
  for (const [index, word] of words.entries()) {
    if (word === '--') {
      paths.push(...words.slice(index + 1))
      break
    }
    if (word === '-f') continue
    if (!word.startsWith('-')) {
      paths.push(word)
      continue
    }
    const known = flags.find((candidate) => candidate === word)
    if (known === undefined) return { error: `unknown option '${word}': expects ${flags.join(' or ')}` }
    if (flag !== null && flag !== known) return { error: `'${flag}' and '${known}' exclude each other` }
    flag = known
  }
  return paths.length === 0 ? { error: 'expects at least one file or directory' } : { flag, paths }
}

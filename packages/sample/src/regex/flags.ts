/** What `(?i)` and its like switch. */
export interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
  readonly ungreedy: boolean
  /** Plain parentheses capture nothing. */
  readonly noCapture: boolean
}

export const noFlags: Flags = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  extended: false,
  ungreedy: false,
  noCapture: false,
}

export function changeFlags(flags: Flags, isReset: boolean, on: string, off: string): Flags {
  const pick = (letter: string, value: boolean): boolean =>
    off.includes(letter) ? false : on.includes(letter) ? true : isReset ? false : value
  return {
    ignoreCase: pick('i', flags.ignoreCase),
    multiline: pick('m', flags.multiline),
    dotAll: pick('s', flags.dotAll),
    extended: pick('x', flags.extended),
    noCapture: pick('n', flags.noCapture),
    ungreedy: off.includes('U') ? false : on.includes('U') || flags.ungreedy,
  }
}

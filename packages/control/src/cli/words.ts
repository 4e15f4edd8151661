/** One command of a line: its words, unescaped. */
export type CommandWords = readonly string[]

/**
 * Splits a line into commands at `;` and into words at blanks. A backslash takes the next character as it is
 * (management manual 9.3). A line without words is one empty command.
 */
export function splitCommands(line: string): CommandWords[] {
  const commands: string[][] = []
  let words: string[] = []
  let word: string | null = null
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!
    if (character === '\\' && index + 1 < line.length) {
      word = (word ?? '') + line[++index]!
    } else if (character === ' ' || character === '\t' || character === ';') {
      if (word !== null) words.push(word)
      word = null
      if (character === ';') {
        commands.push(words)
        words = []
      }
    } else if (character !== '\\') word = (word ?? '') + character
  }
  if (word !== null) words.push(word)
  commands.push(words)
  return commands
}

/** The mark that starts a payload: `<<` as the last word of a line, with the text that will end it. */
export interface PayloadMark {
  /** The line before the mark. */
  readonly command: string
  /** The payload ends at a line that equals this; empty for an empty line. */
  readonly pattern: string
}

const patternLimit = 64

/** Finds the payload mark of a line, or null. */
export function findPayloadMark(line: string): PayloadMark | null {
  const match = /^(.*?)(?:^|[ \t])<<([^ \t;]*)[ \t]*$/.exec(line)
  if (match === null || match[2]!.length > patternLimit) return null
  return { command: match[1]!, pattern: match[2]! }
}

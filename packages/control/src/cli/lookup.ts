import { nearest } from '@weir/keyword'
import type { RuntimeCommand } from '../command.ts'

const usageWidth = 40
const leastUnlikeCount = 5
/** Always listed last, whatever was asked. */
const lastNames = ['help', 'prompt', 'quit'] as const

/** Finds the command that `words` begin with; the longest name wins. */
export function findCommand(
  commands: readonly RuntimeCommand[],
  words: readonly string[],
): { readonly command: RuntimeCommand; readonly args: readonly string[] } | null {
  let best: RuntimeCommand | null = null
  let bestLength = 0
  for (const command of commands) {
    const name = command.name.split(' ')
    if (name.length <= bestLength || name.length > words.length) continue
    if (name.every((word, index) => word === words[index])) {
      best = command
      bestLength = name.length
    }
  }
  return best === null ? null : { command: best, args: words.slice(bestLength) }
}

/** One line of help: the usage, then the summary as a phrase. */
export function helpLine(command: RuntimeCommand): string {
  const { summary } = command
  const phrase = summary.charAt(0).toLowerCase() + summary.slice(1).replace(/\.$/, '')
  return `  ${command.usage.padEnd(usageWidth)}: ${phrase}\n`
}

/** The lines of the commands that `select` picks, in alphabetical order, and of those that are always there. */
function helpLines(commands: readonly RuntimeCommand[], select: (command: RuntimeCommand) => boolean): string {
  const isLast = (command: RuntimeCommand): boolean => (lastNames as readonly string[]).includes(command.name)
  const listed = commands.filter((command) => !isLast(command) && select(command))
  listed.sort((a, b) => (a.name < b.name ? -1 : 1))
  const last = lastNames.flatMap((name) => commands.filter((command) => command.name === name))
  return [...listed, ...last].map(helpLine).join('')
}

/** The answer to `help`, or to `help <words>`: all commands whose names contain the words in order. */
export function renderHelp(commands: readonly RuntimeCommand[], words: readonly string[]): string {
  return `The following commands are valid at this level:\n${helpLines(commands, (command) => {
    const name = command.name.split(' ')
    let from = 0
    for (const word of words) {
      const found = name.findIndex((part, index) => index >= from && part.startsWith(word))
      if (found < 0) return false
      from = found + 1
    }
    return true
  })}`
}

/** The answer to words that are no command: those that start alike, or are spelled alike. */
export function renderUnknown(commands: readonly RuntimeCommand[], words: readonly string[]): string {
  if (words.length === 0) {
    return `Unknown command. Please enter one of the following commands only:\n${helpLines(commands, () => true)}`
  }
  const select = similarTo(commands, words) ?? leastUnlike(commands, words)
  return `Unknown command: '${words[0]}', but maybe one of the following ones is a better match:\n${helpLines(commands, select)}`
}

/** For words that are near to none: the few commands that have most letters in common with them. */
function leastUnlike(
  commands: readonly RuntimeCommand[],
  words: readonly string[],
): (command: RuntimeCommand) => boolean {
  const letters = new Set(words.join(''))
  const shared = ({ name }: RuntimeCommand): number => {
    const own = new Set(name.replaceAll(' ', ''))
    return [...letters].filter((letter) => own.has(letter)).length / own.size
  }
  const ranked = [...commands].sort((a, b) => shared(b) - shared(a))
  const chosen = new Set(ranked.slice(0, leastUnlikeCount))
  return (command) => chosen.has(command)
}

function similarTo(
  commands: readonly RuntimeCommand[],
  words: readonly string[],
): ((command: RuntimeCommand) => boolean) | null {
  const names = commands.map((command) => command.name.split(' '))
  const first = names.some((name) => name[0] === words[0])
    ? words[0]!
    : nearest(
        words[0]!,
        names.map((name) => name[0]!),
      )
  if (first === null) {
    const byLaterWord = new Set(names.flatMap((name) => name.slice(1)))
    const later = nearest(words[0]!, byLaterWord)
    return later === null ? null : (command) => command.name.split(' ').includes(later)
  }
  const second = words[1]
  const secondWords = names.filter((name) => name[0] === first && name.length > 1).map((name) => name[1]!)
  const chosen = second === undefined ? null : secondWords.includes(second) ? second : nearest(second, secondWords)
  return (command) => {
    const name = command.name.split(' ')
    return name[0] === first && (chosen === null || name[1] === chosen)
  }
}

import type { Word } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import type { DirectiveLine, LanguageDirective } from './language-directive.ts'

/** Set after the configuration has been read, so that a line may not claim them (since 2.6 §4). */
const reserved = new Set([
  'HAPROXY_CFGFILES',
  'HAPROXY_MWORKER',
  'HAPROXY_CLI',
  'HAPROXY_MASTER_CLI',
  'HAPROXY_LOCALPEER',
])

/** Reports a name that no variable can have. */
function isNamed(line: DirectiveLine, name: Word): boolean {
  if (name.text !== '' && !name.text.includes('=')) return true
  line.report(diagnostics.invalid(`no variable can be named '${name.text}'`, name.span))
  return false
}

function assign(line: DirectiveLine, keepsExisting: boolean): boolean {
  const [name, value] = line.words
  if (name === undefined || value === undefined) {
    line.report(diagnostics.missingArgument(line.name.text, 'a name and a value', line.span))
    return false
  }
  // One word behind the value is let pass, as by HAProxy.
  const extra = line.words[3]
  if (extra !== undefined) {
    line.report(diagnostics.unexpectedArgument(line.name.text, extra.text, extra.span))
    return false
  }
  if (!isNamed(line, name)) return false
  if (reserved.has(name.text)) {
    line.report(diagnostics.invalid(`variable '${name.text}' is set by the program and may not be changed`, name.span))
    return false
  }
  if (!keepsExisting || line.environment.get(name.text) === undefined) line.environment.set(name.text, value.text)
  return true
}

function remove(environment: DirectiveLine['environment'], keep: readonly Word[]): void {
  const kept = new Set(keep.map((word) => word.text))
  for (const name of environment.names()) if (!kept.has(name)) environment.unset(name)
}

export const environmentDirectives: readonly LanguageDirective[] = [
  {
    name: 'setenv',
    sections: ['global'],
    summary: 'Sets an environment variable, for what follows in the file as well.',
    usage: 'setenv <name> <value>',
    read: (line) => assign(line, false),
  },
  {
    name: 'presetenv',
    sections: ['global'],
    summary: 'Sets an environment variable unless it exists.',
    usage: 'presetenv <name> <value>',
    read: (line) => assign(line, true),
  },
  {
    name: 'unsetenv',
    sections: ['global'],
    summary: 'Removes environment variables.',
    usage: 'unsetenv <name>*',
    read(line) {
      if (line.words.length === 0) {
        line.report(diagnostics.missingArgument('unsetenv', 'at least one variable name', line.span))
        return false
      }
      let isValid = true
      for (const word of line.words) {
        if (isNamed(line, word)) line.environment.unset(word.text)
        else isValid = false
      }
      return isValid
    },
  },
  {
    name: 'resetenv',
    sections: ['global'],
    summary: 'Removes every environment variable but those named.',
    usage: 'resetenv [<name>]*',
    read(line) {
      remove(line.environment, line.words)
      return true
    },
  },
]

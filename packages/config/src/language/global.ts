import { diagnostics } from '../diagnostics.ts'
import type { DirectiveLine, LanguageDirective } from './language-directive.ts'

function takesNothing(line: DirectiveLine): boolean {
  const extra = line.words[0]
  if (extra === undefined) return true
  line.report(diagnostics.unexpectedArgument(line.name.text, extra.text, extra.span))
  return false
}

const policies = ['current', 'config', 'parent', 'origin']

/** What `global` says about the reading of the configuration itself. Manual 3.1. */
export const globalDirectives: readonly LanguageDirective[] = [
  {
    name: 'default-path',
    sections: ['global'],
    summary: 'Says where relative paths of the lines that follow start from.',
    usage: 'default-path { current | config | parent | origin <path> }',
    read(line) {
      const [policy, origin] = line.words
      if (policy === undefined || !policies.includes(policy.text)) {
        const got = policy === undefined ? 'nothing' : `'${policy.text}'`
        const known = policies.map((name) => `'${name}'`).join(', ')
        line.report(diagnostics.invalid(`'default-path' expects ${known}, but got ${got}`, policy?.span ?? line.span))
        return false
      }
      if (policy.text === 'origin' && origin === undefined) {
        line.report(diagnostics.missingArgument('default-path origin', 'a directory', line.span))
        return false
      }
      const extra = line.words[policy.text === 'origin' ? 2 : 1]
      if (extra !== undefined) {
        line.report(diagnostics.unexpectedArgument('default-path', extra.text, extra.span))
        return false
      }
      line.paths.setPolicy(policy.text, origin?.text ?? '')
      return true
    },
  },
  {
    name: 'expose-experimental-directives',
    sections: ['global'],
    summary: 'Allows the experimental keywords that follow.',
    usage: 'expose-experimental-directives',
    read: takesNothing,
  },
  {
    name: 'expose-deprecated-directives',
    sections: ['global'],
    summary: 'Silences warnings about deprecated keywords that have no replacement, of which there are none.',
    usage: 'expose-deprecated-directives',
    read: takesNothing,
  },
  {
    name: 'zero-warning',
    sections: ['global'],
    summary: 'Refuses the configuration when anything is worth a warning.',
    usage: 'zero-warning',
    read: takesNothing,
  },
]

import { FAILED, parseAcl } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { findForbiddenCharacter } from '../section-kinds.ts'
import type { LanguageDirective } from './language-directive.ts'

/** `acl <name> <criterion> [flags] [patterns]`: lines of one name add up. Manual 7.1. */
export const acl: LanguageDirective = {
  name: 'acl',
  sections: ['defaults', 'frontend', 'backend', 'listen', 'fcgi-app'],
  summary: 'Declares an ACL, or adds a test to it.',
  usage: 'acl <name> <criterion> [flags] [operator] [<value>]*',
  read(line) {
    const [name, ...rest] = line.words
    if (name === undefined || name.text === '') {
      line.report(diagnostics.missingArgument('acl', 'a name', line.span))
      return false
    }
    const forbidden = findForbiddenCharacter(name.text)
    if (forbidden !== null) {
      line.report(diagnostics.invalidName(forbidden, 'acl', name.text, name.span))
      return false
    }
    if (name.text === 'or') {
      line.report(diagnostics.aclName(name.text, name.span))
      return false
    }
    const reader = line.reader(`error detected while parsing ACL '${name.text}' : `)
    const node = parseAcl({ reader, host: line.host }, name.text, rest, line.span)
    if (node === FAILED) return false
    const nodes = line.section.acls.get(name.text)
    if (nodes === undefined) line.section.acls.set(name.text, [node])
    else nodes.push(node)
    return true
  },
}

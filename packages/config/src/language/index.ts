import { acl } from './acl.ts'
import { environmentDirectives } from './environment.ts'
import { globalDirectives } from './global.ts'
import type { LanguageDirective } from './language-directive.ts'
import { proxyDirectives } from './proxy.ts'

export type { LanguageDirective } from './language-directive.ts'

/** Directives that belong to the language itself. A vocabulary may define them as well: its half runs afterwards. */
export const languageDirectives: readonly LanguageDirective[] = [
  acl,
  ...globalDirectives,
  ...environmentDirectives,
  ...proxyDirectives,
]

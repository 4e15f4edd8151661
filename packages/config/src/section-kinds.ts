import type { SectionKind } from '@weir/keyword'

/** How the header line of a section is written. */
export interface SectionForm {
  readonly name: 'none' | 'optional' | 'required'
  /** True where `from <defaults>` may follow. */
  readonly hasFrom: boolean
  /** False where a name may hold any character. */
  readonly isNameChecked: boolean
  /** True where `expose-experimental-directives` must come before. */
  readonly isExperimental?: boolean
  /** What HAProxy makes of further words: it passes over them, or opens no section, so that every line is one too much. */
  readonly furtherWords?: 'ignored' | 'open nothing'
}

const plain: SectionForm = { name: 'required', hasFrom: false, isNameChecked: true }
const lenient: SectionForm = { ...plain, furtherWords: 'ignored' }
const proxy: SectionForm = { name: 'required', hasFrom: true, isNameChecked: true }

export const sectionForms: Readonly<Record<SectionKind, SectionForm>> = {
  global: { name: 'none', hasFrom: false, isNameChecked: false },
  defaults: { name: 'optional', hasFrom: true, isNameChecked: false, furtherWords: 'ignored' },
  frontend: proxy,
  backend: { ...proxy, furtherWords: 'open nothing' },
  listen: proxy,
  userlist: plain,
  peers: plain,
  resolvers: lenient,
  mailers: lenient,
  ring: lenient,
  'log-forward': plain,
  'log-profile': plain,
  'http-errors': lenient,
  cache: plain,
  'fcgi-app': plain,
  'crt-store': { ...plain, name: 'optional' },
  acme: { ...plain, isExperimental: true },
  healthcheck: plain,
  traces: { name: 'none', hasFrom: false, isNameChecked: false },
}

export const sectionKinds = Object.keys(sectionForms) as readonly SectionKind[]

export function isSectionKind(word: string): word is SectionKind {
  return Object.hasOwn(sectionForms, word)
}

export function isProxyKind(kind: SectionKind): kind is 'defaults' | 'frontend' | 'backend' | 'listen' {
  return kind === 'defaults' || kind === 'frontend' || kind === 'backend' || kind === 'listen'
}

/** The first character that a name of a proxy, a section or an ACL may not have (manual 2.1), or null. */
export function findForbiddenCharacter(name: string): string | null {
  return /[^A-Za-z0-9_.:-]/.exec(name)?.[0] ?? null
}

import type { Diagnostic, Span } from '@weir/base'
import type { LateName } from './address.ts'
import type { SectionKind } from './kinds.ts'
import type { AclNode, Reference, ReferenceKind, RuleNode } from './node.ts'
import type { OptionsStore } from './options.ts'

/** One section of a configuration, with what its lines said. */
export interface SectionModel {
  readonly kind: SectionKind
  /** Empty for `global` and for an anonymous `defaults`. */
  readonly name: string
  /** The line that opened it. */
  readonly span: Span
  /** The settings that its directives wrote; engines read their own records through their keys. */
  readonly options: OptionsStore
  /** What lines of the other side of a proxy said. It counts for nothing, but is worth a word more here and there. */
  readonly ignored?: OptionsStore
  /** Rules by ruleset, in order. A ruleset without a rule is absent. */
  readonly rules: ReadonlyMap<string, readonly RuleNode[]>
  /** `acl` lines by name. */
  readonly acls: ReadonlyMap<string, readonly AclNode[]>
  /** What directives of this section declared, by name: servers, filters, tables. */
  declared(kind: ReferenceKind): ReadonlyMap<string, object>
  /** Where a directive stands here or in the `defaults` taken after, by its full name; null when it was not given. */
  lineOf(directive: string): Span | null
}

/** A `frontend`, `backend` or `listen` section, or a `defaults` section in `Model.defaults`. */
export interface ProxyModel extends SectionModel {
  readonly kind: 'defaults' | 'frontend' | 'backend' | 'listen'
  /** The `id` line, or the next number that is free, from 2 on. 0 for `defaults`. */
  readonly id: number
  readonly isFrontend: boolean
  readonly isBackend: boolean
  readonly isDisabled: boolean
  /** The `mode` line; `tcp` without one. */
  readonly mode: 'tcp' | 'http' | 'log' | 'spop' | 'haterm'
  readonly description: string | null
  readonly guid: string | null
  /** The `defaults` section that it takes after; null when there is none above it. */
  readonly defaults: ProxyModel | null
}

/** A configuration, read. Complete even when there were errors: the lines at fault are left out. */
export interface Model {
  /** The joined `global` sections; empty when there is none. */
  readonly global: SectionModel
  /** Frontends, backends and listens in the order of the file, disabled ones included. */
  readonly proxies: readonly ProxyModel[]
  readonly defaults: readonly ProxyModel[]
  /** Every other section: userlists, resolvers, peers, caches and so on. */
  readonly sections: readonly SectionModel[]
  /** What a name of that kind stands for, anywhere. Servers are named `backend/server`. Null when there is none. */
  find(kind: ReferenceKind, name: string): object | null
  /** All references, settled or not. */
  readonly references: readonly Reference[]
  /** The names of hosts that are looked up before anything is started. */
  readonly lateNames: readonly LateName[]
}

/** Files that the configuration names. Texts are byte strings; why one cannot be read is said in the system's words. */
export interface PassFiles {
  read(path: string): { readonly text: string } | { readonly error: string }
  /** The names in a directory. */
  list(path: string): { readonly names: readonly string[] } | { readonly error: string }
}

/** The process that a configuration is for. */
export interface HostFacts {
  /** The host's name. */
  readonly name: string
  /** What the command line calls this process towards its peers (`-L`); null when it says nothing. */
  readonly localPeer: string | null
  /** Whether a descriptor that the process was started with is a socket; not known without it. */
  isSocket?(descriptor: number): boolean
}

/** What a pass is given. */
export interface PassSite {
  readonly model: Model
  /** Null where nobody is about to run the configuration. */
  readonly host?: HostFacts | null
  /** Without it nothing can be read, and nothing is said of what cannot. */
  readonly files?: PassFiles
  /** `stage` is `model` unless given; `parsing` where the finding is about one line, whose place is then printed. */
  report(diagnostic: Omit<Diagnostic, 'stage'> & Partial<Pick<Diagnostic, 'stage'>>): void
}

/** A check of the finished model that no single line can make, such as "needs mode http". One file each. */
export interface Pass {
  readonly kind: 'pass'
  readonly name: string
  readonly summary: string
  run(site: PassSite): void
}

export function definePass(pass: Omit<Pass, 'kind'>): Pass {
  return { kind: 'pass', ...pass }
}

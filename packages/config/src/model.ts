import type { Span } from '@weir/base'
import {
  type AclNode,
  type ConditionNode,
  type LateName,
  type Model,
  OptionsStore,
  type Phase,
  type ProxyModel,
  type Reference,
  type ReferenceKind,
  type RuleNode,
  type SectionKind,
  type SectionModel,
} from '@weir/keyword'

const none: ReadonlyMap<string, object> = new Map()

/** A section while it is being read. */
export class Section implements SectionModel {
  readonly kind: SectionKind
  readonly name: string
  readonly span: Span
  readonly options = new OptionsStore()
  readonly ignored = new OptionsStore()
  readonly rules = new Map<string, RuleNode[]>()
  readonly acls = new Map<string, AclNode[]>()
  /** Where each directive was first given, by its full name; taken over from `defaults`. */
  readonly lines = new Map<string, Span>()
  readonly #declared = new Map<ReferenceKind, Map<string, object>>()

  constructor(kind: SectionKind, name: string, span: Span) {
    this.kind = kind
    this.name = name
    this.span = span
  }

  declared(kind: ReferenceKind): ReadonlyMap<string, object> {
    return this.#declared.get(kind) ?? none
  }

  lineOf(directive: string): Span | null {
    return this.lines.get(directive) ?? null
  }

  /** Returns what already bears the name, which stays, or null. */
  declare(kind: ReferenceKind, name: string, object: object): object | null {
    const known = this.#declared.get(kind) ?? new Map<string, object>()
    this.#declared.set(kind, known)
    const earlier = known.get(name)
    if (earlier !== undefined) return earlier
    known.set(name, object)
    return null
  }
}

export type ProxyKind = ProxyModel['kind']

/** A proxy, or a `defaults` section, while it is being read. */
export class ProxySection extends Section implements ProxyModel {
  declare readonly kind: ProxyKind
  id = 0
  isDisabled = false
  description: string | null = null
  guid: string | null = null
  mode: ProxyModel['mode'] = 'tcp'
  defaults: ProxySection | null = null

  get isFrontend(): boolean {
    return this.kind === 'frontend' || this.kind === 'listen'
  }

  get isBackend(): boolean {
    return this.kind === 'backend' || this.kind === 'listen'
  }

  /**
   * Takes over the settings of a `defaults` section, and its rules, which only a named one has. Its ACLs stay behind:
   * they are known to its own rules alone.
   */
  inherit(defaults: ProxySection): void {
    this.defaults = defaults
    this.options.inherit(defaults.options)
    this.mode = defaults.mode
    this.isDisabled = defaults.isDisabled
    for (const [name, rules] of defaults.rules) this.rules.set(name, [...rules])
    for (const [name, span] of defaults.lines) this.lines.set(name, span)
  }
}

/** A reference with where it was made, for the pass that settles it. */
export interface PendingReference {
  readonly reference: Reference
  readonly owner: Section
  /** The keyword that holds it, as written. */
  readonly via: string
}

/** A part of a log format that only HTTP mode has. */
export interface HttpItem {
  readonly section: Section
  readonly what: 'format alias' | 'sample fetch'
  readonly name: string
  readonly span: Span
}

/** A condition with where it is evaluated, for the checks that its ACLs can match there. */
export interface PlacedCondition {
  readonly condition: ConditionNode
  readonly phases: readonly Phase[]
  readonly section: Section
  /** The directive or ruleset of its line. */
  readonly directive: string
}

/** The model while it is being built. */
export class ModelBuilder implements Model {
  readonly global: Section
  readonly proxies: ProxySection[] = []
  readonly defaults: ProxySection[] = []
  readonly sections: Section[] = []
  readonly pending: PendingReference[] = []
  readonly httpItems: HttpItem[] = []
  readonly conditions: PlacedCondition[] = []
  readonly lateNames: LateName[] = []
  /** True once an experimental keyword was read. */
  usesExperiments = false
  readonly #proxyByName = new Map<string, ProxySection>()
  /** A backend with the name of a frontend, or the other way round. */
  readonly #otherSides = new Map<string, ProxySection>()
  readonly #proxyById = new Map<number, ProxySection>()
  readonly #proxyByGuid = new Map<string, ProxySection>()
  readonly #defaultsByName = new Map<string, ProxySection[]>()
  readonly #sectionByName = new Map<string, Section>()

  constructor(fileName: string) {
    this.global = new Section('global', '', { file: fileName, line: 1, column: 0, length: 0 })
  }

  get references(): readonly Reference[] {
    return this.pending.map((entry) => entry.reference)
  }

  /**
   * Adds a proxy. Gives back one that has its name already; only the other side of that one is kept all the same, so that
   * lines find it which the refused configuration means.
   */
  addProxy(proxy: ProxySection): ProxySection | null {
    const earlier = this.#proxyByName.get(proxy.name)
    if (earlier === undefined) {
      this.#proxyByName.set(proxy.name, proxy)
      this.proxies.push(proxy)
      return null
    }
    const isOther = earlier.isFrontend !== proxy.isFrontend && earlier.isBackend !== proxy.isBackend
    if (isOther && !this.#otherSides.has(proxy.name)) {
      this.#otherSides.set(proxy.name, proxy)
      this.proxies.push(proxy)
    }
    return earlier
  }

  addDefaults(defaults: ProxySection): void {
    this.defaults.push(defaults)
    if (defaults.name === '') return
    const others = this.#defaultsByName.get(defaults.name)
    if (others === undefined) this.#defaultsByName.set(defaults.name, [defaults])
    else others.push(defaults)
  }

  /** The `defaults` sections of a name, in order. */
  defaultsNamed(name: string): readonly ProxySection[] {
    return this.#defaultsByName.get(name) ?? []
  }

  /** Gives a proxy its number, unless another has it, which is returned then. */
  claimId(proxy: ProxySection, id: number): ProxySection | null {
    const owner = this.#proxyById.get(id)
    if (owner !== undefined && owner !== proxy) return owner
    this.#proxyById.delete(proxy.id)
    this.#proxyById.set(id, proxy)
    proxy.id = id
    return null
  }

  claimGuid(proxy: ProxySection, guid: string): ProxySection | null {
    const owner = this.#proxyByGuid.get(guid)
    if (owner !== undefined && owner !== proxy) return owner
    if (proxy.guid !== null) this.#proxyByGuid.delete(proxy.guid)
    this.#proxyByGuid.set(guid, proxy)
    proxy.guid = guid
    return null
  }

  addSection(section: Section): Section | null {
    const key = `${section.kind} ${section.name}`
    const earlier = this.#sectionByName.get(key)
    if (earlier !== undefined) return earlier
    this.#sectionByName.set(key, section)
    this.sections.push(section)
    return null
  }

  proxy(name: string): ProxySection | null {
    return this.#proxyByName.get(name) ?? null
  }

  section(kind: SectionKind, name: string): Section | null {
    return this.#sectionByName.get(`${kind} ${name}`) ?? null
  }

  find(kind: ReferenceKind, name: string): object | null {
    switch (kind) {
      case 'proxy':
        return this.proxy(name)
      case 'frontend':
        return this.#findSide(name, (proxy) => proxy.isFrontend)
      case 'backend':
        return this.#findSide(name, (proxy) => proxy.isBackend)
      case 'server': {
        const slash = name.indexOf('/')
        if (slash < 0) return null
        return (
          this.proxy(name.slice(0, slash))
            ?.declared('server')
            .get(name.slice(slash + 1)) ?? null
        )
      }
      case 'table':
        return this.#findTable(name)
      case 'acl':
      case 'filter':
        return null
      default:
        return this.section(kind, name) ?? this.#findDeclared(kind, name)
    }
  }

  /** A proxy with the side that is asked for: two of one name are refused, but either may be meant. */
  #findSide(name: string, hasSide: (proxy: ProxySection) => boolean): ProxySection | null {
    const proxy = this.proxy(name)
    if (proxy === null || hasSide(proxy)) return proxy
    const other = this.#otherSides.get(name)
    return other !== undefined && hasSide(other) ? other : null
  }

  /** A table bears its proxy's name; one of a `peers` section is `peers/table`. */
  #findTable(name: string): object | null {
    const own = this.proxy(name)?.declared('table').get(name)
    if (own !== undefined) return own
    const slash = name.indexOf('/')
    if (slash < 0) return null
    const peers = this.section('peers', name.slice(0, slash))
    return peers?.declared('table').get(name) ?? peers?.declared('table').get(name.slice(slash + 1)) ?? null
  }

  #findDeclared(kind: ReferenceKind, name: string): object | null {
    for (const section of [this.global, ...this.sections, ...this.proxies]) {
      const found = section.declared(kind).get(name)
      if (found !== undefined) return found
    }
    return null
  }
}

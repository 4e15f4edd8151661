/** Settings and rules from lines of text, without the package that reads whole configurations. */
import type { Clock } from '@weir/base'
import {
  type ActionKeyword,
  type ArgumentReader,
  type Binder,
  createParseHost,
  createVocabulary,
  type DirectiveSite,
  FAILED,
  OptionsStore,
  type Reference,
  type RuleNode,
  type SectionKind,
  type SectionModel,
  type Word,
  WordReader,
} from '@weir/keyword'
import { createBinder, PatternRegistry, Ports, patternsPort, sampleBundle } from '@weir/sample'
import { bindHttpSettings, createErrorSet, createUserList } from '../bind-settings.ts'
import { l7Bundle } from '../bundle.ts'
import { cachesPort, HttpCaches } from '../cache/http-caches.ts'
import type { HttpSettings } from '../http-proxy.ts'
import { httpProcessOptions } from '../options.ts'
import { passwordPort } from '../user-list.ts'
import { World, type WorldSettings } from './world.ts'

export const vocabulary = createVocabulary([sampleBundle, l7Bundle])

const files = new Map<string, string>()

/** Makes a file that lines can name. */
export function setFile(path: string, text: string): void {
  files.set(path, text)
}

export interface Section {
  readonly options: OptionsStore
  readonly rules: Map<string, RuleNode[]>
  readonly complaints: string[]
}

/** Words separated by blanks; double quotes and backslashes as in a configuration. */
function split(line: string): Word[] {
  const words: Word[] = []
  for (const match of line.matchAll(/(?:"(?:[^"\\]|\\.)*"|\\.|[^\s"\\])+/g)) {
    const text = match[0].replace(/"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, quoted: string | undefined, escaped: string) =>
      quoted === undefined ? escaped : quoted.replace(/\\(["\\])/g, '$1'),
    )
    words.push({ text, span: { file: 'test.cfg', line: 1, column: match.index, length: match[0].length } })
  }
  return words
}

/** Reads the lines of one section. What they complain about is kept, not thrown. */
export function readLines(kind: SectionKind, lines: readonly string[], name = 'f'): Section {
  const section: Section = { options: new OptionsStore(), rules: new Map(), complaints: [] }
  for (const line of lines) readLine(section, kind, name, split(line))
  return section
}

function readLine(section: Section, kind: SectionKind, name: string, words: Word[]): void {
  const host = createParseHost({
    vocabulary,
    section: { kind, name },
    reference: (referenceKind, target, span): Reference => ({ kind: referenceKind, name: target, span, target: null }),
    readFile: (path) => {
      const text = files.get(path)
      return text === undefined ? { error: 'No such file or directory' } : { text }
    },
  })
  const read = (
    keyword: Word,
    suffix: string,
    rest: Word[],
    params: readonly { parse(reader: ArgumentReader): unknown }[],
    isRule: boolean,
  ) => {
    const reader = new WordReader({
      style: 'line',
      keyword,
      suffix,
      words: rest,
      host,
      report: (finding) => section.complaints.push(finding.message),
      endsAtCondition: isRule,
    })
    const values = params.map((parameter) => parameter.parse(reader))
    return { reader, values, isBad: values.includes(FAILED) }
  }
  const prefix = words[0]?.text === 'no' ? ('no' as const) : null
  const own = prefix === null ? words : words.slice(1)
  for (let count = Math.min(3, own.length); count > 0; count--) {
    const text = own
      .slice(0, count)
      .map((word) => word.text)
      .join(' ')
    const keyword = { text, span: own[0]!.span }
    const directive = vocabulary.directives(kind).get(text)
    if (directive !== undefined) {
      const { reader, values, isBad } = read(keyword, '', own.slice(count), directive.params, false)
      if (isBad) return
      if (reader.next() !== null) section.complaints.push('extra words')
      const site = {
        span: keyword.span,
        section: { kind, name },
        prefix,
        options: section.options,
        complain: (message: string) => section.complaints.push(message),
        warn: (message: string) => section.complaints.push(`warning: ${message}`),
      } as unknown as DirectiveSite
      directive.apply(section.options.get(directive.options), values as never, site)
      return
    }
    if (vocabulary.rulesets.has(text)) {
      const word = own[count]!
      const action = vocabulary.action(text, word.text)
      if (action === null) {
        section.complaints.push(`unknown action '${word.text}'`)
        return
      }
      const actionKeyword: ActionKeyword = action.keyword
      const { reader, values, isBad } = read(word, action.suffix, own.slice(count + 1), actionKeyword.params, true)
      if (isBad) return
      actionKeyword.check?.(values as never, (message) => section.complaints.push(message), text)
      const condition = host.condition(reader)
      if (condition === FAILED) return
      const extra = reader.next()
      if (extra !== null) section.complaints.push(`extra word '${extra.text}'`)
      const rule: RuleNode = {
        ruleset: text,
        action: { keyword: actionKeyword, name: word.text, values, span: word.span },
        condition,
        span: word.span,
      }
      section.rules.set(text, [...(section.rules.get(text) ?? []), rule])
      return
    }
  }
  section.complaints.push(`unknown line '${words.map((word) => word.text).join(' ')}'`)
}

export interface ConfiguredSettings extends WorldSettings {
  readonly frontend?: readonly string[]
  readonly backendLines?: readonly string[]
  readonly global?: readonly string[]
  /** Named sections that lines refer to. */
  readonly userlists?: Readonly<Record<string, readonly string[]>>
  readonly errorSets?: Readonly<Record<string, readonly string[]>>
  readonly caches?: Readonly<Record<string, readonly string[]>>
}

export interface Configured {
  readonly world: World
  readonly binder: Binder
  readonly patterns: PatternRegistry
}

/** A world whose frontend and backend are set up by lines. Throws when a line complains. */
export async function configure(settings: ConfiguredSettings): Promise<Configured> {
  const patterns = new PatternRegistry({ readFile: (path) => files.get(path) ?? null })
  const ports = new Ports().provide(patternsPort, patterns).provide(passwordPort, {
    verify: (password, hashed) => hashed === `$test$${password}`,
  })
  // The world comes last, as it needs what is bound here.
  let world: World | null = null
  const clock: Clock = {
    nowMs: () => world!.clock.nowMs(),
    wallMs: () => world!.clock.wallMs(),
    schedule: (delayMs, task) => world!.clock.schedule(delayMs, task),
  }
  ports.provide(cachesPort, new HttpCaches(clock))
  const caches = new Map<string, SectionModel>()
  const sections = (
    kind: SectionKind,
    named: Readonly<Record<string, readonly string[]>> | undefined,
    name: string,
  ) => {
    const lines = named?.[name]
    if (lines === undefined) throw new Error(`no section '${name}'`)
    return checked(readLines(kind, lines, name))
  }
  const binder: Binder = createBinder({
    ports,
    resolve(reference) {
      if (reference.kind === 'userlist') {
        return createUserList(reference.name, sections('userlist', settings.userlists, reference.name).options, binder)
      }
      if (reference.kind === 'http-errors') {
        return createErrorSet(sections('http-errors', settings.errorSets, reference.name).options, binder)
      }
      if (reference.kind === 'cache') {
        const { name } = reference
        if (!caches.has(name)) {
          const { options } = sections('cache', settings.caches, name)
          caches.set(name, { kind: 'cache', name, options } as unknown as SectionModel)
        }
        return caches.get(name)
      }
      return reference.target
    },
  })
  const process = checked(readLines('global', settings.global ?? [])).options.get(httpProcessOptions)
  const bind = (kind: SectionKind, lines: readonly string[], name: string): HttpSettings => {
    const { options, rules } = checked(readLines(kind, lines, name))
    return bindHttpSettings({ options, rules, binder, process })
  }
  const http = bind('frontend', settings.frontend ?? [], 'f')
  const backendHttp = bind('backend', settings.backendLines ?? [], 'b')
  world = await World.create({ ...settings, http, backendHttp })
  return { world, binder, patterns }
}

function checked(section: Section): Section {
  const bad = section.complaints.filter((complaint) => !complaint.startsWith('warning: '))
  if (bad.length > 0) throw new Error(bad.join('; '))
  return section
}

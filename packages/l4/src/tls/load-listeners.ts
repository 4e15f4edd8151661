import type { Span } from '@weir/base'
import type { PassSite, ProxyModel, SectionModel } from '@weir/keyword'
import { type BindLine, bindLines, bindOptions } from '../bind-options.ts'
import { AcceptIndex, CertificateUse } from './accept-index.ts'
import type { CertificateEntry, CertificateListFile, PemFile, TicketKeyFile } from './certificate-store.ts'
import { type CertificateLine, parseCertificateList } from './crt-list.ts'
import type { Loader } from './loader.ts'
import { mergeNegotiation, settleNegotiation } from './negotiation.ts'
import {
  type BindTlsOptions,
  bindTlsOptions,
  frontendCertificates,
  loadedBindTls,
  type TlsProcessOptions,
} from './options.ts'
import type { TlsNegotiation } from './settings.ts'
import { spokenAlpn } from './spoken-protocols.ts'
import { parseTicketKeys } from './ticket-keys.ts'
import { VerificationSource } from './verification-source.ts'
import type { FileWord } from './words.ts'

type Report = PassSite['report']
type Failure = { readonly error: string }

/** The section that lines stand in. */
export type TlsSection = Pick<ProxyModel, 'mode'> & Pick<SectionModel, 'kind' | 'name' | 'options'>

/** Loads the `bind` lines of a frontend. */
export function loadFrontend(proxy: ProxyModel, loader: Loader, process: TlsProcessOptions, report: Report): void {
  loadListeners(proxy, proxy.options.get(bindLines).lines, loader, process, report)
}

/** Loads `bind` lines. */
export function loadListeners(
  proxy: TlsSection,
  lines: readonly BindLine[],
  loader: Loader,
  process: TlsProcessOptions,
  report: Report,
): void {
  for (const line of lines) {
    const loading = new ListenerLoading(proxy, line, loader, process, report)
    line.options.get(loadedBindTls).settings = loading.load()
  }
}

/** What certificates of one line share. */
interface LineSettings {
  readonly negotiation: TlsNegotiation
  readonly verification: VerificationSource
}

/** Certificates as they are written: loaded, and not yet in use. */
interface PlannedUse {
  readonly entry: CertificateEntry
  readonly line: CertificateLine | null
  readonly isDefault: boolean
  readonly settings: LineSettings
}

class ListenerLoading {
  readonly #proxy: TlsSection
  readonly #line: BindLine
  readonly #loader: Loader
  readonly #process: TlsProcessOptions
  readonly #report: Report
  readonly #words: BindTlsOptions
  #hasFailed = false

  constructor(proxy: TlsSection, line: BindLine, loader: Loader, process: TlsProcessOptions, report: Report) {
    this.#proxy = proxy
    this.#line = line
    this.#loader = loader
    this.#process = process
    this.#report = report
    this.#words = line.options.get(bindTlsOptions)
  }

  load(): AcceptIndex | null {
    const words = this.#words
    const settings = this.#settle(words)
    const ticketKeys = this.#ticketKeys()
    const plans: PlannedUse[] = []
    const lists: CertificateListFile[] = []
    for (const { kind, file } of words.sources) {
      if (this.#hasFailed) return null
      if (kind === 'list') {
        const list = this.#list(file)
        if (list === null) return null
        lists.push(list)
        for (const line of list.lines) this.#planLine(line, plans)
        continue
      }
      const found = this.#loader.certificates(file, this.#warn)
      if ('error' in found) {
        this.#fail(found.error)
        return null
      }
      const directory = kind === 'crt' ? this.#loader.directoryOf(file, found) : null
      if (directory !== null) lists.push(directory)
      // All certificates of a bundle are defaults where one is; of a directory the first file is.
      const startsEmpty = plans.length === 0
      const isFirst = startsEmpty && !this.#isDirectory(file)
      for (const [index, entry] of found.entries())
        plans.push({
          entry,
          line: directory?.lines[index] ?? null,
          isDefault: kind === 'default' || isFirst || (startsEmpty && index === 0),
          settings: settings ?? unsettled,
        })
    }
    if (words.isEnabled) this.#planFrontendCertificates(plans)
    if (this.#hasFailed || !words.isEnabled || settings === null || ticketKeys === 'failed') return null
    const isStrict = words.isStrict ?? this.#process.bind.isStrict
    if (plans.length === 0 && !this.#allowsNoCertificate(isStrict)) return null
    if (isStrict && words.sources.some(({ kind }) => kind === 'default'))
      this.#warnModel(
        `both 'default-crt' and 'strict-sni' keywords are used in bind '${this.#line.text}' at [${this.#place}], certificates won't be used as fallback`,
      )
    const { store } = this.#loader
    const uses = plans.map((plan) => useOf(plan))
    const index = new AcceptIndex(
      {
        ...settings,
        isStrict,
        prefersClientCiphers: words.prefersClientCiphers ?? this.#process.bind.prefersClientCiphers,
        ticketKeys,
        captureBytes: this.#process.captureBytes,
        keepsSecrets: this.#process.keepsSecrets,
      },
      store,
      lists.length === 0 ? () => uses : gatherFrom(uses, lists, (line) => this.#lateUses(line)),
    )
    store.users.push({
      place: this.#place,
      certificates: () => index.uses.map(({ entry }) => entry),
      fallbackLines: () => index.uses.flatMap(({ line, isDefault }) => (isDefault && line !== null ? [line] : [])),
    })
    return index
  }

  get #place(): string {
    const { file, line } = this.#line.span
    return `${file}:${line}`
  }

  #isDirectory(file: FileWord): boolean {
    return 'names' in this.#loader.files.list(file.path)
  }

  readonly #warn = (message: string): void => {
    const { span, text } = this.#line
    this.#report({
      code: 'l4/tls',
      severity: 'warning',
      stage: 'parsing',
      message: `'bind ${text}' in section '${this.#proxy.kind}' : ${message}`,
      span,
    })
  }

  #warnModel(message: string): void {
    this.#report({
      code: 'l4/tls',
      severity: 'warning',
      message: `Proxy '${this.#proxy.name}': ${message}`,
      span: this.#line.span,
    })
  }

  /** Something wrong with the line itself. */
  #fail(message: string, span: Span = this.#line.span): null {
    this.#hasFailed = true
    this.#report({
      code: 'l4/tls',
      severity: 'alert',
      stage: 'parsing',
      message: `'bind ${this.#line.text}' in section '${this.#proxy.kind}' : ${message}`,
      span,
    })
    return null
  }

  /** Something that only the whole shows. */
  #failModel(message: string): null {
    this.#hasFailed = true
    const { span, text } = this.#line
    this.#report({
      code: 'l4/tls',
      severity: 'alert',
      message: `Proxy '${this.#proxy.name}': ${message} for bind '${text}' at [${this.#place}].`,
      span,
    })
    return null
  }

  #allowsNoCertificate(isStrict: boolean): boolean {
    if (!isStrict) {
      const { text, span } = this.#line
      this.#hasFailed = true
      this.#report({
        code: 'l4/tls',
        severity: 'alert',
        message: `Proxy '${this.#proxy.name}': no SSL certificate specified for bind '${text}' at [${this.#place}] (use 'crt').`,
        span,
      })
      return false
    }
    this.#warnModel(
      `no SSL certificate specified for bind '${this.#line.text}' at [${this.#place}], ssl connections will fail (use 'crt').`,
    )
    return true
  }

  /** What the words of the line, or of a line of a list with what it does not say taken from here, come down to. */
  #settle(words: BindTlsOptions): LineSettings | null {
    const own = this.#words
    const isList = words !== own
    const authorities = this.#pem('ca-file', words.authorities ?? own.authorities)
    const unnamedAuthorities = this.#pem('ca-verify-file', words.unnamedAuthorities ?? own.unnamedAuthorities)
    const revocations = this.#pem('crl-file', words.revocations ?? own.revocations)
    if (!own.isEnabled || this.#hasFailed) return null
    const mode = words.verify ?? own.verify ?? 'none'
    if (mode !== 'none' && authorities === null && unnamedAuthorities === null)
      return this.#failModel('verify is enabled but no CA file specified')
    const negotiation = this.#negotiate(isList ? mergeWords(words, own) : own, !isList)
    if (negotiation === null) return null
    const hidden = words.hidesAuthorityNames || own.hidesAuthorityNames
    return {
      negotiation,
      verification: new VerificationSource(
        {
          authorities: hidden ? null : authorities,
          unnamedAuthorities: hidden && unnamedAuthorities === null ? authorities : unnamedAuthorities,
          revocations,
        },
        { mode, ignoredErrors: own.ignoredErrors, ignoredAuthorityErrors: own.ignoredAuthorityErrors },
      ),
    }
  }

  #pem(keyword: string, file: FileWord | null): PemFile | null {
    if (file === null || this.#hasFailed) return null
    const found = keyword === 'crl-file' ? this.#loader.revocations(file) : this.#loader.authorities(file)
    return 'error' in found ? this.#fail(`'${keyword}' : unable to load ${file.text} : ${found.error}`) : found
  }

  #negotiate(words: BindTlsOptions, warns: boolean): TlsNegotiation | null {
    const isHttp = this.#proxy.mode === 'http'
    const merged = mergeNegotiation(words, this.#process.bind)
    const { negotiation, findings, problems } = settleNegotiation(
      { ...merged, curves: merged.curves ?? words.namedCurve },
      {
        defaultMinimum: 'TLSv1.2',
        defaultAlpn: isHttp ? spokenAlpn(this.#line.options.get(bindOptions).protocol) : [],
        securityLevel: this.#process.securityLevel,
      },
    )
    if (negotiation === null) return this.#failModel('all SSL/TLS versions are disabled')
    for (const { what, value } of problems) this.#failModel(`unable to set ${what} to '${value}'`)
    if (problems.length > 0) return null
    for (const finding of warns ? findings : []) {
      const at = `for bind '${this.#line.text}' at [${this.#place}]`
      if (finding.kind === 'ignored')
        this.#warnModel(`no-sslv3/no-tlsv1x are ignored ${at}. Use only 'ssl-min-ver' and 'ssl-max-ver' to fix.`)
      else if (finding.kind === 'hole')
        this.#warnModel(
          `SSL/TLS versions range not contiguous ${at}. Hole find for ${finding.version}. Use only 'ssl-min-ver' and 'ssl-max-ver' to fix.`,
        )
      else
        this.#warnModel(
          `Ambiguous configuration ${at}: the ssl-min-ver value is not configured and the ssl-max-ver value is lower than the default ssl-min-ver value (TLSv1.2). Setting the ssl-min-ver to ${finding.minimum}. Use 'ssl-min-ver' to fix this.`,
        )
    }
    return negotiation
  }

  #ticketKeys(): TicketKeyFile | null | 'failed' {
    const file = this.#words.ticketKeys
    if (file === null || this.#hasFailed) return null
    const { store } = this.#loader
    const known = store.ticketKeys.find(({ path }) => path === file.path)
    if (known !== undefined) return known
    const read = this.#loader.files.read(file.path)
    const keys = 'error' in read ? { error: 'unable to load ssl tickets keys file' } : parseTicketKeys(read.text)
    if ('error' in keys) {
      this.#fail(`'${file.text}' : ${keys.error}`)
      return 'failed'
    }
    const loaded = { path: file.path, keys }
    store.ticketKeys.unshift(loaded)
    return loaded
  }

  #list(file: FileWord): CertificateListFile | null {
    const { store, files } = this.#loader
    const known = store.lists.get(file.path)
    if (known !== undefined) return known
    const read = files.read(file.path)
    if ('error' in read) return this.#fail(`'crt-list' : cannot open file '${file.text}' : ${read.error}`)
    const lines = parseCertificateList(read.text)
    if ('error' in lines) return this.#fail(`'crt-list' : parsing [${file.text}:${lines.line}]: ${lines.error}`)
    const list = { path: file.path, isDirectory: false, lines: [...lines] }
    store.lists.set(file.path, list)
    return list
  }

  #planLine(line: CertificateLine, plans: PlannedUse[]): void {
    if (this.#hasFailed) return
    const entries = this.#entriesOf(line)
    if ('error' in entries) {
      this.#fail(`'crt-list' : ${entries.error}`)
      return
    }
    const settings = line.words === null ? this.#settle(this.#words) : this.#settle(line.words)
    if (settings === null && this.#words.isEnabled) return
    const isFirst = plans.length === 0
    const isFallback = line.filters.some(({ name, isNegative }) => name === '*' && !isNegative)
    for (const entry of entries)
      plans.push({ entry, line, isDefault: isFirst || isFallback, settings: settings ?? unsettled })
  }

  #entriesOf(line: CertificateLine): readonly CertificateEntry[] | Failure {
    const file = { text: line.path, path: line.path }
    const extra = line.words?.files ?? null
    if (extra === null) return this.#loader.certificates(file, this.#warn)
    const entry = this.#loader.certificate(file, extra, this.#warn)
    return 'error' in entry ? entry : [entry]
  }

  /** The uses of a line that a runtime command has added: what was wrong with it has been said there. */
  #lateUses(line: CertificateLine): readonly CertificateUse[] {
    const plans: PlannedUse[] = []
    this.#hasFailed = false
    const entries = this.#entriesOf(line)
    const settings = this.#settle(line.words ?? this.#words)
    if (settings === null || 'error' in entries) return []
    const isDefault = line.filters.some(({ name, isNegative }) => name === '*' && !isNegative)
    for (const entry of entries) plans.push({ entry, line, isDefault, settings })
    return plans.map(useOf)
  }

  #planFrontendCertificates(plans: PlannedUse[]): void {
    for (const { crt, words, span } of this.#proxy.options.get(frontendCertificates).lines) {
      if (this.#hasFailed) return
      const entry = this.#loader.certificate(crt, words.files, this.#warn)
      if ('error' in entry) {
        this.#fail(`'ssl-f-use' : ${entry.error}`, span)
        return
      }
      const settings = this.#settle(words)
      if (settings !== null) plans.push({ entry, line: null, isDefault: plans.length === 0, settings })
    }
  }
}

/** Stands in where the line has no `ssl`: its certificates are loaded, and used by nobody. */
const unsettled: LineSettings = {
  negotiation: {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: null,
    cipherSuites: null,
    curves: null,
    signatureAlgorithms: null,
    alpn: [],
    usesTickets: true,
  },
  verification: new VerificationSource(
    { authorities: null, unnamedAuthorities: null, revocations: null },
    { mode: 'none', ignoredErrors: new Set(), ignoredAuthorityErrors: new Set() },
  ),
}

function useOf({ entry, settings, line, isDefault }: PlannedUse): CertificateUse {
  return new CertificateUse(entry, settings, line?.filters ?? [], isDefault, line)
}

/** The uses of the configuration as long as their lines are in the lists, and those of lines that came later. */
function gatherFrom(
  uses: readonly CertificateUse[],
  lists: readonly CertificateListFile[],
  make: (line: CertificateLine) => readonly CertificateUse[],
): () => readonly CertificateUse[] {
  const made = new Map<CertificateLine, readonly CertificateUse[]>()
  for (const use of uses) if (use.line !== null) made.set(use.line, [...(made.get(use.line) ?? []), use])
  return () => {
    const current = new Set(lists.flatMap(({ lines }) => lines))
    const kept = uses.filter(({ line }) => line === null || current.has(line))
    const late: CertificateUse[] = []
    for (const line of current) {
      const known = made.get(line)
      if (known === undefined) made.set(line, make(line))
      if (known === undefined || !uses.includes(known[0]!)) late.push(...made.get(line)!)
    }
    return [...kept, ...late]
  }
}

function mergeWords(words: BindTlsOptions, own: BindTlsOptions): BindTlsOptions {
  return { ...own, ...mergeNegotiation(words, own), namedCurve: words.namedCurve ?? own.namedCurve }
}

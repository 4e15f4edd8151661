import { serverLines } from '@weir/balance'
import type { PassSite, ProxyModel } from '@weir/keyword'
import type { PemFile } from './certificate-store.ts'
import type { TlsSection } from './load-listeners.ts'
import type { Loader } from './loader.ts'
import { mergeNegotiation, settleNegotiation } from './negotiation.ts'
import {
  loadedServerTls,
  type ServerTlsLine,
  type ServerTlsOptions,
  serverTlsOptions,
  type TlsProcessOptions,
} from './options.ts'
import type { TlsConnectSettings, TlsCredential, TlsNegotiation } from './settings.ts'
import { VerificationSource } from './verification-source.ts'
import type { FileWord } from './words.ts'

/** Loads the `server` lines of a backend. */
export function loadServers(
  proxy: ProxyModel,
  loader: Loader,
  process: TlsProcessOptions,
  report: PassSite['report'],
): void {
  loadServerLines(proxy, proxy.options.get(serverLines).serverLines, loader, process, report)
}

/** Loads `server` lines. */
export function loadServerLines(
  proxy: TlsSection,
  lines: readonly ServerTlsLine[],
  loader: Loader,
  process: TlsProcessOptions,
  report: PassSite['report'],
): void {
  for (const line of lines) {
    const loaded = line.options.get(loadedServerTls)
    const loading = new ServerLoading(proxy, line, loader, process, report)
    const settings = loading.load()
    loaded.settings = line.options.get(serverTlsOptions).isEnabled ? settings : null
    loaded.checks = settings
    loaded.problem = loading.problem
  }
}

class ServerLoading {
  readonly #proxy: TlsSection
  readonly #line: ServerTlsLine
  readonly #loader: Loader
  readonly #process: TlsProcessOptions
  readonly #report: PassSite['report']
  readonly #words: ServerTlsOptions
  #hasFailed = false
  /** True while nobody is known to need the settings: what is wrong is kept, not said. */
  #isQuiet = false
  problem: string | null = null

  constructor(
    proxy: TlsSection,
    line: ServerTlsLine,
    loader: Loader,
    process: TlsProcessOptions,
    report: PassSite['report'],
  ) {
    this.#proxy = proxy
    this.#line = line
    this.#loader = loader
    this.#process = process
    this.#report = report
    this.#words = line.options.get(serverTlsOptions)
  }

  load(): TlsConnectSettings | null {
    const words = this.#words
    const authorities = this.#pem('ca-file', words.authorities)
    const revocations = this.#pem('crl-file', words.revocations)
    if (this.#hasFailed) return null
    this.#isQuiet = !words.isEnabled && words.checksWithTls !== true
    const entry = words.credential === null ? null : this.#loader.certificate(words.credential, null, this.#warn)
    if (entry !== null && 'error' in entry) return this.#fail(entry.error)
    const mode = words.verify ?? (this.#process.verifiesServers ? 'required' : 'none')
    if (mode === 'required' && authorities === null)
      return this.#fail(
        this.#process.verifiesServers
          ? "verify is enabled by default but no CA file specified. If you're running on a LAN where you're certain to trust the server's certificate, please set an explicit 'verify none' statement on the 'server' line, or use 'ssl-server-verify none' in the global section to disable server-side verifications by default"
          : 'verify is enabled but no CA file specified',
      )
    const negotiation = this.#negotiate()
    if (negotiation === null) return null
    const source = new VerificationSource(
      { authorities, unnamedAuthorities: null, revocations },
      { mode, ignoredErrors: new Set(), ignoredAuthorityErrors: new Set() },
    )
    const { verifiedHost, reusesSessions } = words
    const { file, line } = this.#line.span
    if (entry !== null && !this.#isQuiet)
      this.#loader.store.users.push({ place: `${file}:${line}`, certificates: () => [entry], fallbackLines: () => [] })
    return {
      negotiation,
      verifiedHost,
      reusesSessions,
      keepsSecrets: this.#process.keepsSecrets,
      get verification() {
        return source.current
      },
      get credential(): TlsCredential | null {
        return entry === null ? null : entry.loaded.credential
      },
    }
  }

  #negotiate(): TlsNegotiation | null {
    const { negotiation, findings, problems } = settleNegotiation(mergeNegotiation(this.#words, this.#process.server), {
      defaultMinimum: null,
      defaultAlpn: [],
      securityLevel: this.#process.securityLevel,
    })
    const { name } = this.#proxy
    if (negotiation === null)
      return this.#fail(`backend '${name}': all SSL/TLS versions are disabled for server '${this.#line.name}'`)
    for (const { what, value } of problems) this.#fail(`unable to set ${what} to '${value}'`)
    if (problems.length > 0) return null
    for (const finding of findings) {
      if (finding.kind === 'ignored')
        this.#warn("no-sslv3/no-tlsv1x are ignored for this server. Use only 'ssl-min-ver' and 'ssl-max-ver' to fix")
      else if (finding.kind === 'hole')
        this.#warn(
          `backend '${name}': SSL/TLS versions range not contiguous for server '${this.#line.name}'. Hole find for ${finding.version}. Use only 'ssl-min-ver' and 'ssl-max-ver' to fix`,
        )
    }
    return negotiation
  }

  #pem(keyword: string, file: FileWord | null): PemFile | null {
    if (file === null || this.#hasFailed) return null
    const found = keyword === 'crl-file' ? this.#loader.revocations(file) : this.#loader.authorities(file)
    return 'error' in found ? this.#fail(`'${keyword}' : unable to load ${file.text} : ${found.error}`) : found
  }

  #fail(message: string): null {
    this.#hasFailed = true
    this.#say('alert', message)
    return null
  }

  readonly #warn = (message: string): void => this.#say('warning', message)

  #say(severity: 'alert' | 'warning', detail: string): void {
    const message = `'server ${this.#proxy.name}/${this.#line.name}' : ${detail}.`
    if (!this.#isQuiet) this.#report({ code: 'l4/tls', severity, stage: 'parsing', message, span: this.#line.span })
    else if (severity === 'alert') this.problem ??= message
  }
}

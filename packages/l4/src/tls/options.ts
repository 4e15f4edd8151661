/** What lines say of TLS, as it is written: files are read by the pass `tls-loading` once the last line is known. */
import type { Span } from '@weir/base'
import { defineOptions, type ExpressionNode, type OptionsStore } from '@weir/keyword'
import type { BindLine } from '../bind-options.ts'
import type { TlsAcceptSettings, TlsConnectSettings } from './settings.ts'
import { noVersionWords, type VersionWords } from './versions.ts'
import type { FileWord } from './words.ts'

export type VerifyMode = 'none' | 'optional' | 'required'

/** What is negotiated with a peer. Null: nothing was said. */
export interface NegotiationWords {
  versions: VersionWords
  ciphers: string | null
  cipherSuites: string | null
  curves: string | null
  signatureAlgorithms: string | null
  /** Empty for none at all (`no-alpn`). */
  alpn: readonly string[] | null
  usesTickets: boolean | null
}

const noNegotiationWords = (): NegotiationWords => ({
  versions: noVersionWords(),
  ciphers: null,
  cipherSuites: null,
  curves: null,
  signatureAlgorithms: null,
  alpn: null,
  usesTickets: null,
})

/** A certificate to load with files that would else be looked for beside it: a `load` line, or words of a `crt-list`. */
export interface CertificateFiles {
  readonly key: FileWord | null
  readonly ocsp: FileWord | null
  readonly issuer: FileWord | null
  readonly timestamps: FileWord | null
  readonly alias: string | null
}

/** One word of a `bind` line that brings certificates, in the order of the line. */
export interface CertificateSource {
  /** `default` brings defaults only; `list` is a file of many lines. */
  readonly kind: 'crt' | 'default' | 'list'
  readonly file: FileWord
}

/** The TLS words of a `bind` line, and those that a line of a `crt-list` sets against them. */
export interface BindTlsOptions extends NegotiationWords {
  isEnabled: boolean
  sources: CertificateSource[]
  /** `ecdhe`. */
  namedCurve: string | null
  verify: VerifyMode | null
  authorities: FileWord | null
  unnamedAuthorities: FileWord | null
  revocations: FileWord | null
  /** `no-ca-names`. */
  hidesAuthorityNames: boolean
  ignoredErrors: ReadonlySet<number> | 'all'
  ignoredAuthorityErrors: ReadonlySet<number> | 'all'
  isStrict: boolean | null
  prefersClientCiphers: boolean | null
  ticketKeys: FileWord | null
  /** `load` words of a `crt-list` line. */
  files: CertificateFiles | null
}

const nothingIgnored: ReadonlySet<number> = new Set()

export const bindTlsOptions = defineOptions<BindTlsOptions>('bind-tls', () => ({
  ...noNegotiationWords(),
  isEnabled: false,
  sources: [],
  namedCurve: null,
  verify: null,
  authorities: null,
  unnamedAuthorities: null,
  revocations: null,
  hidesAuthorityNames: false,
  ignoredErrors: nothingIgnored,
  ignoredAuthorityErrors: nothingIgnored,
  isStrict: null,
  prefersClientCiphers: null,
  ticketKeys: null,
  files: null,
}))

/** The TLS words of a `server` line. */
export interface ServerTlsOptions extends NegotiationWords {
  isEnabled: boolean
  verify: 'none' | 'required' | null
  authorities: FileWord | null
  revocations: FileWord | null
  credential: FileWord | null
  verifiedHost: string | null
  /** `sni`. */
  serverName: ExpressionNode | null
  /** False with `no-sni-auto`. */
  asksForHost: boolean
  reusesSessions: boolean
  checksWithTls: boolean | null
  checkServerName: string | null
  checksAskForHost: boolean
  checkAlpn: readonly string[] | null
  /** `pool-conn-name`. */
  poolName: ExpressionNode | null
}

export const serverTlsOptions = defineOptions<ServerTlsOptions>('server-tls', () => ({
  ...noNegotiationWords(),
  isEnabled: false,
  verify: null,
  authorities: null,
  revocations: null,
  credential: null,
  verifiedHost: null,
  serverName: null,
  asksForHost: true,
  reusesSessions: true,
  checksWithTls: null,
  checkServerName: null,
  checksAskForHost: true,
  checkAlpn: null,
  poolName: null,
}))

/** Kinds of files that are looked for beside a certificate. */
export const extraFileKinds = ['bundle', 'sctl', 'ocsp', 'issuer', 'key'] as const
export type ExtraFileKind = (typeof extraFileKinds)[number]

/** What `global` says of TLS. */
export interface TlsProcessOptions {
  certificateBase: string | null
  keyBase: string | null
  authorityBase: string | null
  issuersPath: string | null
  /** What lines of listeners and servers start from. */
  bind: NegotiationWords & { prefersClientCiphers: boolean; isStrict: boolean }
  server: NegotiationWords
  verifiesServers: boolean
  extraFiles: ReadonlySet<ExtraFileKind>
  /** `ssl-load-extra-del-ext`: `x.key` rather than `x.crt.key`. */
  replacesExtension: boolean
  skipsSelfIssued: boolean
  securityLevel: number | null
  captureBytes: number
  keepsSecrets: boolean
  maxConnections: number | null
  maxConnectionsPerSecond: number | null
}

export const tlsProcessOptions = defineOptions<TlsProcessOptions>('tls-process', () => ({
  certificateBase: null,
  keyBase: null,
  authorityBase: null,
  issuersPath: null,
  bind: { ...noNegotiationWords(), prefersClientCiphers: false, isStrict: false },
  server: noNegotiationWords(),
  verifiesServers: true,
  extraFiles: new Set(extraFileKinds),
  replacesExtension: false,
  skipsSelfIssued: false,
  securityLevel: null,
  captureBytes: 0,
  keepsSecrets: false,
  maxConnections: null,
  maxConnectionsPerSecond: null,
}))

/** One `load` line of a `crt-store`. */
export interface StoredCertificate {
  readonly crt: FileWord
  readonly files: CertificateFiles
  readonly span: Span
}

/** The lines of a `crt-store` section. */
export interface CertificateStoreOptions {
  certificateBase: string | null
  keyBase: string | null
  certificates: StoredCertificate[]
}

export const certificateStoreOptions = defineOptions<CertificateStoreOptions>('crt-store', () => ({
  certificateBase: null,
  keyBase: null,
  certificates: [],
}))

/** `ssl-f-use` lines of a frontend: certificates for all of its `ssl` listeners. */
export interface FrontendCertificates {
  lines: { readonly crt: FileWord; readonly words: BindTlsOptions; readonly span: Span }[]
}

export const frontendCertificates = defineOptions<FrontendCertificates>('ssl-f-use', () => ({ lines: [] }))

/** What loading has made of a `bind` line; null without `ssl`, or when there was something wrong. */
export const loadedBindTls = defineOptions<{ settings: TlsAcceptSettings | null }>('bind-tls-loaded', () => ({
  settings: null,
}))

/** What loading has made of a `server` line. */
export interface LoadedServerTls {
  /** For traffic; null without `ssl`. */
  settings: TlsConnectSettings | null
  /** For checks, which may speak TLS with a server that is not spoken to in that way otherwise. */
  checks: TlsConnectSettings | null
  /** Why checks cannot speak TLS, where neither `ssl` nor `check-ssl` asks for it and nothing was said of it yet. */
  problem: string | null
}

export const loadedServerTls = defineOptions<LoadedServerTls>('server-tls-loaded', () => ({
  settings: null,
  checks: null,
  problem: null,
}))

/** Lines of a section that is no proxy, as `peers` has them, whose TLS is loaded with that of the proxies. */
export interface SectionTlsLines {
  binds: BindLine[]
  servers: ServerTlsLine[]
}

/** What loading has to know of a `server` line. */
export interface ServerTlsLine {
  readonly name: string
  readonly options: OptionsStore
  readonly span: Span
}

export const sectionTlsLines = defineOptions<SectionTlsLines>('section-tls-lines', () => ({ binds: [], servers: [] }))

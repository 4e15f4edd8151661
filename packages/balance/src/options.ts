import type { Span } from '@weir/base'
import {
  type AlgorithmKeyword,
  type ApplyOptions,
  type Call,
  type ConditionNode,
  defineOptions,
  type LogFormatNode,
  type OptionsStore,
  type Reference,
} from '@weir/keyword'
import type { AlgorithmFactory } from './algorithm.ts'
import { defaultHashSettings, type HashSettings } from './hash-settings.ts'
import type { ServerAddress } from './server-address.ts'

/** One `use-server` rule. */
export interface UseServerRule {
  /** A server of this backend, or a log format that gives its name. */
  readonly server: Reference | LogFormatNode
  readonly condition: ConditionNode | null
}

/** One `force-persist` or `ignore-persist` rule. */
export interface PersistRule {
  readonly condition: ConditionNode
  readonly forces: boolean
}

/** What a backend says about choosing servers. */
export interface BalanceOptions {
  /** Null: the default, `random` with two draws. */
  algorithm: Call<AlgorithmKeyword<readonly never[], AlgorithmFactory>> | null
  hashType: Pick<HashSettings, 'method' | 'function' | 'usesAvalanche'>
  balanceFactor: number
  preserveAffinity: HashSettings['preserveAffinity']
  /** Null: a tenth of what the frontends in front of it may bring, which the assembly knows. */
  fullconn: number | null
  usesAllBackups: boolean
  persistsOnDown: boolean
  useServer: UseServerRule[]
  persistRules: PersistRule[]
}

export const balanceOptions = defineOptions<BalanceOptions>('balance', () => ({
  algorithm: null,
  hashType: {
    method: defaultHashSettings.method,
    function: defaultHashSettings.function,
    usesAvalanche: defaultHashSettings.usesAvalanche,
  },
  balanceFactor: 0,
  preserveAffinity: 'always',
  fullconn: null,
  usesAllBackups: false,
  persistsOnDown: false,
  useServer: [],
  persistRules: [],
}))

/** One `server` line, or one number of a `server-template` line. */
export interface ServerLine {
  readonly name: string
  readonly address: ServerAddress
  /** What `default-server` lines and the line itself said. */
  readonly options: OptionsStore
  readonly span: Span
}

/** The servers of a backend in order, and what later ones start from. */
export interface ServerLines {
  serverLines: ServerLine[]
  /** Lines whose name another one had before. */
  duplicates: { readonly line: ServerLine; readonly earlier: ServerLine }[]
  /** `default-server` lines so far, those of `defaults` first. */
  defaults: ApplyOptions[]
}

export const serverLines = defineOptions<ServerLines>('server-lines', () => ({
  serverLines: [],
  duplicates: [],
  defaults: [],
}))

/** What is hashed to place a server on a consistent ring. */
export type HashKeyKind = 'id' | 'id32' | 'guid' | 'addr' | 'addr-port'

/** What a server's options say about balancing. */
export interface ServerOptions {
  weight: number
  maxconn: number
  minconn: number
  maxqueue: number
  isBackup: boolean
  slowStartMs: number
  isDisabled: boolean
  /** Null: the next free number. */
  id: number | null
  guid: string | null
  cookie: string | null
  track: Reference | null
  hashKey: HashKeyKind
  /** How the address is found at start, in order; an IP address is taken as it is. Null: `last,libc`. */
  initAddr: readonly string[] | null
}

export const serverOptions = defineOptions<ServerOptions>('server', () => ({
  weight: 1,
  maxconn: 0,
  minconn: 0,
  maxqueue: 0,
  isBackup: false,
  slowStartMs: 0,
  isDisabled: false,
  id: null,
  guid: null,
  cookie: null,
  track: null,
  hashKey: 'id',
  initAddr: null,
}))

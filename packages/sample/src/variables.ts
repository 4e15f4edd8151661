/** Variables of the process, session, transaction, request, response and check (manual 2.8). */
import type { SampleValue } from '@weir/keyword'

export const variableScopes = ['proc', 'sess', 'txn', 'req', 'res', 'check', 'psess', 'ptxn', 'preq', 'pres'] as const
/** `psess` and the like are a read-only view of the parent stream's scopes. */
export type VariableScope = (typeof variableScopes)[number]

/** A parsed `scope.name`. */
export interface VariableName {
  readonly scope: VariableScope
  /** What follows the dot. */
  readonly name: string
  readonly text: string
}

/** Parses `scope.name`. The error is worded as HAProxy does. */
export function parseVariableName(text: string): VariableName | { readonly error: string } {
  const dot = text.indexOf('.')
  const scope = variableScopes.find((candidate) => candidate === text.slice(0, Math.max(dot, 0)))
  const name = text.slice(dot + 1)
  if (scope === undefined || name === '') {
    return {
      error: `invalid variable name '${text}': a variable name must start with its scope, which can be 'proc', 'sess', 'txn', 'req', 'res' or 'check'`,
    }
  }
  const bad = name.search(/[^A-Za-z0-9_.]/)
  if (bad >= 0) return { error: `invalid variable name '${text}': invalid syntax at char '${name.slice(bad)}'` }
  return { scope, name, text }
}

/** What each scope may hold, in bytes; null for no limit (`tune.vars.*-max-size`, where 0 means none). */
export interface VariableLimits {
  readonly globalBytes: number | null
  readonly procBytes: number | null
  readonly sessBytes: number | null
  readonly txnBytes: number | null
  readonly reqresBytes: number | null
  readonly checkBytes: number | null
}

export const unlimitedVariables: VariableLimits = {
  globalBytes: null,
  procBytes: null,
  sessBytes: null,
  txnBytes: null,
  reqresBytes: null,
  checkBytes: null,
}

/** What one variable costs besides the bytes of its value. */
const overheadBytes = 64

function sizeOfValue(value: SampleValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return overheadBytes + value.length
  return overheadBytes
}

/**
 * The variables of one scope. A limit counts what finer scopes hold too: `sess` includes `txn`, which includes `req`
 * and `res` (manual, `tune.vars`).
 */
export class VariableStore {
  readonly #outer: VariableStore | null
  readonly #limitBytes: number
  readonly #alwaysExist: boolean
  readonly #values = new Map<string, SampleValue>()
  #ownBytes = 0
  #usedBytes = 0

  /** `alwaysExist` is for scope `proc`, whose variables exist as soon as a configuration names them. */
  constructor(limitBytes: number | null, outer: VariableStore | null, alwaysExist = false) {
    this.#limitBytes = limitBytes ?? Number.POSITIVE_INFINITY
    this.#outer = outer
    this.#alwaysExist = alwaysExist
  }

  /** Bytes held by this scope and the finer ones. */
  get usedBytes(): number {
    return this.#usedBytes
  }

  get(name: string): SampleValue | null {
    return this.#values.get(name) ?? null
  }

  /** True when it is set; in scope `proc` always. */
  exists(name: string): boolean {
    return this.#alwaysExist || this.#values.has(name)
  }

  /** Keeps a copy of binary values. False when a limit forbids it: the variable then is unset. */
  set(name: string, value: SampleValue): boolean {
    const old = this.#values.get(name) ?? null
    const delta = sizeOfValue(value) - (old === null ? 0 : sizeOfValue(old))
    if (!this.#fits(delta)) {
      this.unset(name)
      return false
    }
    this.#account(delta)
    this.#ownBytes += delta
    this.#values.set(name, value instanceof Uint8Array ? value.slice() : value)
    return true
  }

  unset(name: string): void {
    const old = this.#values.get(name)
    if (old === undefined) return
    const size = sizeOfValue(old)
    this.#account(-size)
    this.#ownBytes -= size
    this.#values.delete(name)
  }

  /** Forgets everything: the scope ends, and what it held is given back to the coarser ones. */
  clear(): void {
    if (this.#values.size === 0) return
    this.#account(-this.#ownBytes)
    this.#ownBytes = 0
    this.#values.clear()
  }

  /** Every variable that has a value. */
  entries(): IterableIterator<[string, SampleValue]> {
    return this.#values.entries()
  }

  #fits(deltaBytes: number): boolean {
    if (this.#usedBytes + deltaBytes > this.#limitBytes) return false
    return this.#outer === null || this.#outer.#fits(deltaBytes)
  }

  #account(deltaBytes: number): void {
    this.#usedBytes += deltaBytes
    if (this.#outer !== null) this.#outer.#account(deltaBytes)
  }
}

/** The stores that an expression can reach. Null where a scope does not exist. */
export interface VariableScopes {
  store(scope: VariableScope): VariableStore | null
}

/** The store of scope `proc`, made once. */
export function createProcessVariables(limits: VariableLimits = unlimitedVariables): VariableStore {
  return new VariableStore(limits.procBytes, new VariableStore(limits.globalBytes, null), true)
}

/** The variables of a session: `proc` and `sess`. */
export class SessionVariables implements VariableScopes {
  readonly proc: VariableStore
  readonly sess: VariableStore

  constructor(proc: VariableStore, limits: VariableLimits = unlimitedVariables) {
    this.proc = proc
    this.sess = new VariableStore(limits.sessBytes, proc)
  }

  store(scope: VariableScope): VariableStore | null {
    return scope === 'sess' ? this.sess : scope === 'proc' ? this.proc : null
  }

  /** Gives back what the session held. */
  clear(): void {
    this.sess.clear()
  }
}

/**
 * The variables of a stream. `req` ends when the first connection to a server is attempted, where `res` starts; one
 * store serves both. A TCP stream has the same scopes.
 */
export class StreamVariables implements VariableScopes {
  readonly #session: SessionVariables
  readonly #parent: VariableScopes | null
  readonly #txn: VariableStore
  readonly #message: VariableStore
  #isResponse = false

  constructor(
    session: SessionVariables,
    limits: VariableLimits = unlimitedVariables,
    parent: VariableScopes | null = null,
  ) {
    this.#session = session
    this.#parent = parent
    this.#txn = new VariableStore(limits.txnBytes, session.sess)
    this.#message = new VariableStore(limits.reqresBytes, this.#txn)
  }

  store(scope: VariableScope): VariableStore | null {
    switch (scope) {
      case 'txn':
        return this.#txn
      case 'req':
        return this.#isResponse ? null : this.#message
      case 'res':
        return this.#isResponse ? this.#message : null
      case 'psess':
        return this.#parent?.store('sess') ?? null
      case 'ptxn':
        return this.#parent?.store('txn') ?? null
      case 'preq':
        return this.#parent?.store('req') ?? null
      case 'pres':
        return this.#parent?.store('res') ?? null
      default:
        return this.#session.store(scope)
    }
  }

  /** Ends `req` and starts `res`. */
  startResponse(): void {
    if (this.#isResponse) return
    this.#message.clear()
    this.#isResponse = true
  }

  /** Ends the transaction; the next one on this stream starts with `req`. */
  clear(): void {
    this.#message.clear()
    this.#txn.clear()
    this.#isResponse = false
  }
}

/** The variables of one health check: `proc` and `check`. */
export class CheckVariables implements VariableScopes {
  readonly #proc: VariableStore
  readonly #check: VariableStore

  constructor(proc: VariableStore, limits: VariableLimits = unlimitedVariables) {
    this.#proc = proc
    this.#check = new VariableStore(limits.checkBytes, proc)
  }

  store(scope: VariableScope): VariableStore | null {
    return scope === 'check' ? this.#check : scope === 'proc' ? this.#proc : null
  }

  clear(): void {
    this.#check.clear()
  }
}

declare module '@weir/keyword' {
  interface SampleContext {
    /** The variables in reach; absent where there are none. */
    readonly variables?: VariableScopes
  }
}

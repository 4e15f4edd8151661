import type {
  AclNode,
  Binder,
  ConditionNode,
  Evaluate,
  ExpressionNode,
  LogFormatNode,
  LogFormatUse,
  PortKey,
  Reference,
  SampleContext,
  SampleType,
  ValueOf,
} from '@weir/keyword'
import { bindAcl } from './acl.ts'
import { bindCondition } from './condition.ts'
import { bindExpression } from './expression.ts'
import { bindLogFormat } from './log-format.ts'
import type { Recorder } from './recorder.ts'

/** The services that keywords may ask for, by key. */
export class Ports {
  readonly #services = new Map<PortKey<unknown>, unknown>()

  provide<T>(key: PortKey<T>, service: T): this {
    this.#services.set(key, service)
    return this
  }

  has(key: PortKey<unknown>): boolean {
    return this.#services.has(key)
  }

  /** Throws when nothing was provided: an assembly lacks what its keywords need. */
  get<T>(key: PortKey<T>): T {
    if (!this.#services.has(key)) {
      if (key.fallback !== undefined) return key.fallback
      throw new Error(`no service is provided for '${key.name}'`)
    }
    return this.#services.get(key) as T
  }
}

export interface BinderOptions {
  readonly ports?: Ports
  /** From a settled reference to the running object; `target` itself unless given. */
  readonly resolve?: (reference: Reference) => unknown
  /** Makes every bound closure report what it does. */
  readonly recorder?: Recorder
}

/** A binder that also binds single ACLs, for `acl()`, `use-server` and runtime commands. */
export interface SampleBinder extends Binder {
  readonly ports: Ports
  readonly recorder: Recorder | null
  acl(node: AclNode): (context: SampleContext) => boolean
}

export function createBinder({ ports = new Ports(), resolve, recorder }: BinderOptions = {}): SampleBinder {
  const bound = new Map<AclNode, (context: SampleContext) => boolean>()
  const binder: SampleBinder = {
    ports,
    recorder: recorder ?? null,
    expression<T extends SampleType = 'any'>(node: ExpressionNode, as?: T): Evaluate<ValueOf<T>> {
      return bindExpression(node, as ?? 'any', binder) as Evaluate<ValueOf<T>>
    },
    logFormat: (node: LogFormatNode, use: LogFormatUse = 'http') => bindLogFormat(node, use, binder),
    condition: (node) => (node === null ? null : bindCondition(node, binder.acl)),
    // One `acl` line may be named by many rules: its patterns are indexed once.
    acl(node) {
      let test = bound.get(node)
      if (test === undefined) {
        test = bindAcl(node, binder)
        bound.set(node, test)
      }
      return test
    },
    resolve<T>(reference: Reference): T {
      const object = resolve === undefined ? reference.target : resolve(reference)
      if (object === null || object === undefined) {
        throw new Error(`the ${reference.kind} '${reference.name}' was never settled`)
      }
      return object as T
    },
    port: (key) => ports.get(key),
  }
  return recorder === undefined ? binder : withRecorder(binder, recorder)
}

/** Wraps what the plain binder makes, in place, so that nested binding reports as well. */
function withRecorder(binder: SampleBinder, recorder: Recorder): SampleBinder {
  const plain = { ...binder }
  return Object.assign(binder, {
    expression<T extends SampleType = 'any'>(node: ExpressionNode, as?: T): Evaluate<ValueOf<T>> {
      const evaluate = plain.expression(node, as)
      return (context) => {
        const value = evaluate(context)
        recorder.sample(node, value)
        return value
      }
    },
    acl(node: AclNode) {
      const test = plain.acl(node)
      return (context: SampleContext) => {
        const matches = test(context)
        recorder.acl(node, matches)
        return matches
      }
    },
    condition(node: ConditionNode | null) {
      if (node === null) return null
      const test = bindCondition(node, binder.acl)
      return (context: SampleContext) => {
        const applies = test(context)
        recorder.condition(node, applies)
        return applies
      }
    },
  })
}

import {
  type AclNode,
  custom,
  declaredAs,
  defineConverter,
  FAILED,
  type Reference,
  type SampleContext,
} from '@weir/keyword'
import type { SampleBinder } from '../compile/binder.ts'
import { processPort } from '../process.ts'

/** How far a stream has come, as `when` asks. Supplied by engines. */
export interface StreamFacts {
  /** An error has been met: a timeout, an abort, an invalid message. */
  readonly hasFailed: boolean
  /** The request has been sent to a server. */
  readonly isForwarded: boolean
  /** A rule has answered, or the request was forwarded. */
  readonly isProcessed: boolean
  /** An internal service answers. */
  readonly isToApplet: boolean
}

declare module '@weir/keyword' {
  interface SampleContext {
    readonly streamFacts?: StreamFacts
  }
}

type Test = (context: SampleContext) => boolean

const streamConditions: Readonly<Record<string, (facts: StreamFacts) => boolean>> = {
  error: (facts) => facts.hasFailed,
  normal: (facts) => !facts.hasFailed,
  forwarded: (facts) => facts.isForwarded,
  processed: (facts) => facts.isProcessed,
  toapplet: (facts) => facts.isToApplet,
}

const conditionNames = ['error', 'normal', 'forwarded', 'processed', 'toapplet', 'stopping', 'acl']

interface WhenCondition {
  readonly name: string
  readonly isNegated: boolean
  readonly acl: Reference<readonly AclNode[]> | null
}

/** Passes the input on under a condition about the stream. Manual 7.3.1. */
export const when = defineConverter({
  name: 'when',
  summary: 'Passes the input on when a condition holds, and gives no sample otherwise.',
  manual: '7.3.1',
  in: 'any',
  out: 'any',
  params: [
    declaredAs(
      custom<WhenCondition>('condition', '<[!]condition>[,args]', (reader) => {
        const written = reader.next()?.text ?? ''
        const isNegated = written.startsWith('!')
        const name = isNegated ? written.slice(1) : written
        if (!conditionNames.includes(name)) {
          reader.fail(`expects one of '${conditionNames.join("', '")}', but got '${name}'`)
          return FAILED
        }
        if (name !== 'acl') return { name, isNegated, acl: null }
        const word = reader.next()
        if (word === null || word.text === '') return reader.fail("'acl' expects the name of an ACL")
        return { name, isNegated, acl: reader.host.reference('acl', word.text, word.span) as WhenCondition['acl'] }
      }),
      1,
      3,
    ),
  ],
  examples: [{ expression: 'str(a),when(!stopping)', gives: 'a' }],
  bind([condition], binder) {
    const test = bindWhen(condition, binder as SampleBinder)
    const { isNegated } = condition
    return (input, context) => (test(context) === isNegated ? null : input)
  },
})

function bindWhen({ name, acl }: WhenCondition, binder: SampleBinder): Test {
  if (acl !== null) {
    const tests = binder.resolve<readonly AclNode[]>(acl).map((node) => binder.acl(node))
    return (context) => tests.some((test) => test(context))
  }
  if (name === 'stopping') {
    const facts = binder.port(processPort)
    return () => facts.isStopping()
  }
  const ask = streamConditions[name]!
  return ({ streamFacts }) => streamFacts !== undefined && ask(streamFacts)
}

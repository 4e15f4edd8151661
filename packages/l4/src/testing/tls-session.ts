import { createRandom, VirtualClock } from '@weir/base'
import { createVocabulary, type SampleContext } from '@weir/keyword'
import {
  createBinder,
  createSampleLanguage,
  PatternRegistry,
  Ports,
  patternsPort,
  sampleBundle,
  toText,
} from '@weir/sample'
import { acls, fetches } from '../tls/fetches/index.ts'
import type { TlsFailure, TlsSession } from '../tls/tls-session.ts'
import { unstartedTls } from '../tls/unstarted-tls.ts'

/** A TLS 1.3 session in which nobody showed a certificate, but for what is given. */
export function tlsSession(known: Partial<TlsSession> = {}): TlsSession {
  return {
    ...unstartedTls,
    isEstablished: true,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    ...known,
  }
}

/** The TLS layers of the two connections of a stream; null where none is spoken. */
export interface TlsPlace {
  readonly client?: TlsSession | null
  readonly server?: TlsSession | null
  readonly clientFailure?: TlsFailure
  readonly serverFailure?: TlsFailure
}

const language = createSampleLanguage({
  vocabulary: createVocabulary([sampleBundle, { name: 'tls', fetches, acls }]),
  binder: createBinder({
    resolve: () => null,
    ports: new Ports().provide(patternsPort, new PatternRegistry({ readFile: () => null })),
  }),
})

function contextOf({ client = null, server = null, clientFailure, serverFailure }: TlsPlace): SampleContext {
  const parts = {
    clock: new VirtualClock(),
    random: createRandom(1),
    session: { connection: { tls: client }, tlsFailure: clientFailure ?? null },
    stream: { serverConnection: { tls: server }, serverTlsFailure: serverFailure ?? null },
  }
  return parts as unknown as SampleContext
}

/** The value of an expression as text, or null for no sample. Throws what is wrong with the expression. */
export function evaluateTls(expression: string, place: TlsPlace): string | null {
  const value = language.evaluate(expression, contextOf(place))
  return value === null ? null : toText(value)
}

/** Whether a condition holds. */
export function testTls(condition: string, place: TlsPlace): boolean {
  return language.test(['if', ...condition.split(' ')], contextOf(place))
}

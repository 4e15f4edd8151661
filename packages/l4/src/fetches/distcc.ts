import { defineFetch, int, optional, type SampleContext, text } from '@weir/keyword'
import { inspectedBytes, needsMore } from '../inspected-bytes.ts'

/**
 * A packet of distcc: four letters, eight hexadecimal digits, and behind all but these as many bytes as they say. Letters
 * that nobody knows are taken to have some (seen in the oracle).
 */
const bareTokens = new Set(['ARGC', 'DIST', 'DONE', 'NFIL', 'STAT'])
const tokenBytes = 4
const headBytes = 12

interface Packet {
  readonly parameter: number
  /** Empty for a token that has none, and as far as it has come. */
  readonly body: Uint8Array
}

/** The packet of that token, counted from 1; 0 is the first one. Null where there is none, or not yet. */
function findPacket(context: SampleContext, token: string, occurrence: number): Packet | null {
  const bytes = inspectedBytes(context, 'own')
  if (bytes === null) return null
  if (occurrence < 0) return null
  let left = Math.max(1, occurrence)
  for (let at = 0; ; ) {
    if (bytes.length < at + headBytes) return needsMore(context)
    const head = String.fromCharCode(...bytes.subarray(at, at + headBytes))
    const digits = head.slice(tokenBytes)
    if (!/^[0-9a-fA-F]{8}$/.test(digits)) return null
    const name = head.slice(0, tokenBytes)
    const parameter = Number.parseInt(digits, 16)
    const bodyBytes = bareTokens.has(name) ? 0 : parameter
    at += headBytes
    if (name === token && --left === 0) return { parameter, body: bytes.slice(at, at + bodyBytes) }
    at += bodyBytes
  }
}

const params = [text('token'), optional(int('occ'))] as const

/** Manual 7.3.5; the protocol is distcc's `doc/protocol-2.txt`. */
export const distccFetches = [
  defineFetch({
    name: 'distcc_param',
    summary: 'Gives the number of a packet of distcc, the first one of its token unless another is asked for.',
    manual: '7.3.5',
    out: 'sint',
    source: 'message',
    params,
    bind:
      ([token, occurrence = 0]) =>
      (context) =>
        findPacket(context, token, occurrence)?.parameter ?? null,
  }),
  defineFetch({
    name: 'distcc_body',
    summary: 'Gives the bytes of a packet of distcc, the first one of its token unless another is asked for.',
    manual: '7.3.5',
    out: 'bin',
    source: 'message',
    params,
    bind:
      ([token, occurrence = 0]) =>
      (context) => {
        const found = findPacket(context, token, occurrence)
        // A length with the highest bit is negative to HAProxy.
        return found === null || found.body.length === 0 || found.parameter > 0x7fffffff ? null : found.body
      },
  }),
]

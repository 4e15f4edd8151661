import type { ServiceRecord } from '@weir/balance'
import { type IpAddress, parseIpAddress } from '@weir/base'
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet'

/** What a resolution asks for. */
export type QueryType = 'A' | 'AAAA' | 'SRV'

export interface DnsQuery {
  /** 0 … 65535. */
  readonly id: number
  readonly name: string
  readonly type: QueryType
  /** What is announced for answers (RFC 6891). */
  readonly payloadSizeBytes: number
}

/** What an answer comes to. All but `valid` say that there is nothing to use in it. */
export type AnswerOutcome = 'valid' | 'nx' | 'refused' | 'other' | 'truncated' | 'empty' | 'broken-alias'

export interface DnsAnswer {
  readonly id: number
  /** In lower case, without a final dot. */
  readonly name: string
  readonly type: string
  readonly outcome: AnswerOutcome
  /** Of the name, aliases followed, in the order of the answer. */
  readonly addresses: readonly IpAddress[]
  readonly services: readonly ServiceRecord[]
}

const maximumAliases = 16

/** A name that may be asked for (RFC 1035 §2.3.1, underscores allowed). */
export function isQueryableName(name: string): boolean {
  return name.length <= 253 && /^[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?$/.test(name)
}

/** A question with recursion desired, as it goes into one datagram. `name` has to be queryable. */
export function encodeQuery({ id, name, type, payloadSizeBytes }: DnsQuery): Uint8Array {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type, name: plain(name) }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: payloadSizeBytes,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  })
}

/** Reads an answer to one question; null for bytes that are none. Never throws. */
export function decodeAnswer(message: Uint8Array): DnsAnswer | null {
  try {
    const packet = decode(Buffer.from(message.buffer, message.byteOffset, message.byteLength))
    const question = packet.questions?.[0]
    if (packet.type !== 'response' || packet.id === undefined || packet.questions?.length !== 1) return null
    if (question === undefined) return null
    const name = plain(question.name)
    const found = readRecords(name, question.type, packet.answers ?? [], packet.additionals ?? [])
    const rcode = (packet.flags ?? 0) & 0x0f
    const outcome =
      rcode === 3
        ? 'nx'
        : rcode === 5
          ? 'refused'
          : rcode !== 0
            ? 'other'
            : packet.flag_tc === true
              ? 'truncated'
              : found.outcome
    return { id: packet.id, name, type: question.type, ...found, outcome }
  } catch {
    // The library reads any bytes as if they were a message, and throws where they are not.
    return null
  }
}

function readRecords(
  name: string,
  type: string,
  answers: readonly Answer[],
  additionals: readonly Answer[],
): Pick<DnsAnswer, 'outcome' | 'addresses' | 'services'> {
  const nothing = { addresses: [], services: [] }
  if (answers.length === 0) return { outcome: 'empty', ...nothing }
  const owner = followAliases(name, answers)
  if (owner === null) return { outcome: 'broken-alias', ...nothing }
  const services: ServiceRecord[] = []
  const addresses: IpAddress[] = []
  for (const record of answers) {
    if (plain(record.name) !== owner || record.type !== type) continue
    if (record.type === 'SRV') {
      const { target, port, weight } = record.data
      if (!isQueryableName(target)) continue
      const address = addressesOf(plain(target), additionals)[0] ?? null
      services.push({ target, port, weight: weight ?? 0, address })
    } else if (record.type === 'A' || record.type === 'AAAA') {
      const address = parseIpAddress(record.data)
      if (address !== null) addresses.push(address)
    }
  }
  if (addresses.length + services.length > 0) return { outcome: 'valid', addresses, services }
  // An alias that leads nowhere, or records of other kinds.
  return { outcome: owner === name ? 'empty' : 'broken-alias', ...nothing }
}

function addressesOf(name: string, records: readonly Answer[]): IpAddress[] {
  return records.flatMap((record) => {
    if ((record.type !== 'A' && record.type !== 'AAAA') || plain(record.name) !== name) return []
    const address = parseIpAddress(record.data)
    return address === null ? [] : [address]
  })
}

/** The name at the end of the CNAME records that start at `name`; null when they go in a circle. */
function followAliases(name: string, answers: readonly Answer[]): string | null {
  let owner = name
  for (let step = 0; step <= maximumAliases; step++) {
    const alias = answers.find((record) => record.type === 'CNAME' && plain(record.name) === owner)
    if (alias?.type !== 'CNAME') return owner
    owner = plain(alias.data)
  }
  return null
}

const plain = (name: string): string => name.replace(/\.$/, '').toLowerCase()

import { type Answer, decode, encode, RECURSION_AVAILABLE, RECURSION_DESIRED, TRUNCATED_RESPONSE } from 'dns-packet'

/** What a name server of a test does with a question. */
export type ZoneEntry =
  | { readonly records: readonly Answer[]; readonly additionals?: readonly Answer[] }
  | 'nx'
  | 'refused'
  | 'servfail'
  | 'silent'
  | 'truncated'

const responseCodes = { nx: 3, refused: 5, servfail: 2, truncated: 0 } as const

/** The records of a name server of a test, by `name/TYPE`; `*` stands for what is not listed. */
export class Zone {
  entries: Record<string, ZoneEntry> = {}
  /** Questions that came, as `name/TYPE`. */
  readonly questions: string[] = []
  readonly ids: number[] = []
  /** Announced with the last question (RFC 6891). */
  payloadSizeBytes: number | null = null

  /** The answer to one message, or null for none. */
  answer(message: Uint8Array): Uint8Array | null {
    const query = decode(Buffer.from(message))
    const question = query.questions![0]!
    const key = `${question.name}/${question.type}`
    this.questions.push(key)
    this.ids.push(query.id!)
    const announced = query.additionals?.find((record) => record.type === 'OPT')
    this.payloadSizeBytes = announced?.type === 'OPT' ? announced.udpPayloadSize : null
    const entry = this.entries[key] ?? this.entries['*'] ?? { records: [] }
    if (entry === 'silent') return null
    const isText = typeof entry === 'string'
    const code = isText ? responseCodes[entry] : 0
    const truncated = entry === 'truncated' ? TRUNCATED_RESPONSE : 0
    return encode({
      type: 'response',
      id: query.id!,
      flags: RECURSION_DESIRED | RECURSION_AVAILABLE | truncated | code,
      questions: query.questions!,
      answers: isText ? [] : [...entry.records],
      additionals: isText ? [] : [...(entry.additionals ?? [])],
    })
  }
}

const common = { ttl: 5, class: 'IN' } as const

/** Records of one name with these addresses. */
export function addresses(name: string, ...texts: readonly string[]): ZoneEntry {
  return {
    records: texts.map((data) => ({
      ...common,
      name,
      type: data.includes(':') ? ('AAAA' as const) : ('A' as const),
      data,
    })),
  }
}

/** `target:port` with an optional weight, as SRV records of a name. */
export function services(
  name: string,
  rows: readonly (readonly [target: string, port: number, weight?: number])[],
  additional: Readonly<Record<string, string>> = {},
): ZoneEntry {
  return {
    records: rows.map(([target, port, weight = 0]) => ({
      ...common,
      name,
      type: 'SRV' as const,
      data: { target, port, weight, priority: 0 },
    })),
    additionals: Object.entries(additional).map(([target, data]) => ({
      ...common,
      name: target,
      type: 'A' as const,
      data,
    })),
  }
}

export function aliases(name: string, targets: readonly string[], address: string | null): ZoneEntry {
  const names = [name, ...targets]
  const records: Answer[] = targets.map((data, index) => ({
    ...common,
    name: names[index]!,
    type: 'CNAME' as const,
    data,
  }))
  if (address !== null) records.push({ ...common, name: names.at(-1)!, type: 'A' as const, data: address })
  return { records }
}

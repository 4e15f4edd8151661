/** CONNECT and CONNACK packets of MQTT 3.1, 3.1.1 and 5.0. */
import { textOfBytes } from './bytes.ts'

export type MqttValue = number | string

/** What a packet says, by field name or property number. */
export interface MqttPacket {
  readonly type: 'connect' | 'connack'
  readonly fields: ReadonlyMap<string, MqttValue>
}

/** How the value of a property is written: bytes of an integer, a variable integer, a string, or a pair. */
type PropertyKind = 1 | 2 | 4 | 'varint' | 'text' | 'pair'

/** MQTT 5.0 §2.2.2.2. */
const properties: Readonly<Record<number, PropertyKind>> = {
  1: 1,
  2: 4,
  3: 'text',
  8: 'text',
  9: 'text',
  17: 4,
  18: 'text',
  19: 2,
  21: 'text',
  22: 'text',
  23: 1,
  24: 4,
  25: 1,
  26: 'text',
  28: 'text',
  31: 'text',
  33: 2,
  34: 2,
  36: 1,
  37: 1,
  38: 'pair',
  39: 4,
  40: 1,
  41: 1,
  42: 1,
}

const connectProperties = [17, 33, 39, 34, 25, 23, 21, 22, 38]
const willProperties = [24, 1, 2, 3, 8, 9, 38]
const connackProperties = [17, 33, 36, 37, 39, 18, 34, 31, 38, 40, 41, 42, 19, 26, 28, 21, 22]

/** Properties that a field name may be, by packet type. The will's delay is asked for as 18, as the manual has it. */
export const mqttFields: Readonly<Record<'connect' | 'connack', readonly string[]>> = {
  connect: [
    'flags',
    'protocol_name',
    'protocol_version',
    'client_identifier',
    'will_topic',
    'will_payload',
    'username',
    'password',
    'keepalive',
    ...connectProperties.map(String),
    '18',
    ...willProperties.filter((property) => property !== 24 && property !== 38).map(String),
  ],
  connack: ['flags', 'protocol_version', 'reason_code', ...connackProperties.map(String)],
}

class Reader {
  readonly bytes: Uint8Array
  at: number
  readonly end: number
  isBroken = false
  /** A property was there that the packet cannot have. */
  isUnknown = false

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  integer(size: number): number {
    if (this.at + size > this.end) {
      this.isBroken = true
      return 0
    }
    let value = 0
    for (let index = 0; index < size; index++) value = value * 256 + this.bytes[this.at++]!
    return value
  }

  text(): string {
    const length = this.integer(2)
    if (this.isBroken || this.at + length > this.end) {
      this.isBroken = true
      return ''
    }
    this.at += length
    return textOfBytes(this.bytes.subarray(this.at - length, this.at))
  }

  varint(): number {
    let value = 0
    for (let index = 0; index < 4; index++) {
      const byte = this.integer(1)
      value += (byte & 0x7f) * 128 ** index
      if (byte < 0x80) return value
    }
    this.isBroken = true
    return 0
  }
}

function readProperties(
  reader: Reader,
  allowed: readonly number[],
  fields: Map<string, MqttValue>,
  rename: (property: number) => string,
): void {
  // An integer that is not given reads as 0, as the oracle shows.
  for (const property of allowed) if (typeof properties[property] === 'number') fields.set(rename(property), 0)
  const length = reader.varint()
  const end = reader.at + length
  if (end > reader.end) reader.isBroken = true
  const seen = new Set<number>()
  while (!reader.isBroken && reader.at < end) {
    const property = reader.integer(1)
    const kind = properties[property]
    if (kind === undefined || !allowed.includes(property) || (property !== 38 && seen.has(property))) {
      reader.isBroken = true
      reader.isUnknown = !allowed.includes(property)
      return
    }
    seen.add(property)
    if (kind === 'pair') {
      reader.text()
      reader.text()
    } else
      fields.set(
        rename(property),
        kind === 'text' ? reader.text() : kind === 'varint' ? reader.varint() : reader.integer(kind),
      )
  }
  if (reader.at !== end) reader.isBroken = true
}

/** First bytes with the flags that their type asks for (MQTT 3.1.1 §2.2.2); of PUBLISH, all that there are. */
const firstBytes: ReadonlySet<number> = new Set([
  0x10, 0x20, 0x3f, 0x40, 0x50, 0x62, 0x70, 0x82, 0x90, 0xa2, 0xb0, 0xc0, 0xd0, 0xe0, 0xf0,
])

/**
 * The packet that the bytes are: null while it is not complete, `false` when it is not valid. Packets that cannot come first
 * on a connection are waited for and then not valid (seen in the oracle).
 */
export function parseMqtt(bytes: Uint8Array): MqttPacket | null | false {
  const first = bytes[0]
  if (first === undefined || bytes.length < 2) return null
  if (!firstBytes.has(first)) return false
  let length = 0
  let at = 1
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!
    length += (byte & 0x7f) * 128 ** (at - 1)
    if (byte < 0x80) break
    if (at === 4) return false
  }
  at = Math.min(at + 1, bytes.length)
  if (bytes.length < at + length) return null
  if (first > 0x20) return false
  const reader = new Reader(bytes, at, at + length)
  const packet = first === 0x10 ? parseConnect(reader) : parseConnack(reader)
  // Seen in the oracle: nothing may follow a CONNACK, and a property that it cannot have is waited behind.
  if (first === 0x20 && reader.isUnknown) return null
  if (first === 0x20 && reader.end < bytes.length) return false
  return packet === false || reader.isBroken || reader.at !== reader.end ? false : packet
}

/** MQTT 3.1.1 §3.1 and 5.0 §3.1. */
function parseConnect(reader: Reader): MqttPacket | false {
  const fields = new Map<string, MqttValue>()
  const name = reader.text()
  const version = reader.integer(1)
  // Any version goes with any name (seen in the oracle).
  if ((name !== 'MQTT' && name !== 'MQIsdp') || version < 3 || version > 5) return false
  const flags = reader.integer(1)
  const hasWill = (flags & 4) !== 0
  if ((flags & 1) !== 0 || (!hasWill && (flags & 0x38) !== 0)) return false
  fields.set('protocol_name', name).set('protocol_version', version).set('flags', flags)
  fields.set('keepalive', reader.integer(2))
  if (version === 5) readProperties(reader, connectProperties, fields, String)
  fields.set('client_identifier', reader.text())
  if (hasWill) {
    if (version === 5)
      readProperties(reader, willProperties, fields, (property) => (property === 24 ? '18' : String(property)))
    fields.set('will_topic', reader.text()).set('will_payload', reader.text())
  }
  if ((flags & 0x80) !== 0) fields.set('username', reader.text())
  if ((flags & 0x40) !== 0) fields.set('password', reader.text())
  return { type: 'connect', fields }
}

/** MQTT 3.1.1 §3.2 and 5.0 §3.2: only the newer one has properties. */
function parseConnack(reader: Reader): MqttPacket | false {
  const fields = new Map<string, MqttValue>()
  const flags = reader.integer(1)
  if ((flags & 0xfe) !== 0) return false
  fields.set('flags', flags).set('reason_code', reader.integer(1))
  fields.set('protocol_version', reader.at < reader.end ? 5 : 4)
  if (reader.at < reader.end) readProperties(reader, connackProperties, fields, String)
  return { type: 'connack', fields }
}

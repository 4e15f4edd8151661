/** Extensions of a hello for tests: type and content. */
type Extension = readonly [type: number, content: readonly number[]]

const sixteen = (value: number): number[] => [value >> 8, value & 255]
const bytesOf = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))

export const serverNameExtension = (name: string): Extension => [
  0,
  [...sixteen(name.length + 3), 0, ...sixteen(name.length), ...bytesOf(name)],
]

export const alpnExtension = (...names: readonly string[]): Extension => {
  const list = names.flatMap((name) => [name.length, ...bytesOf(name)])
  return [16, [...sixteen(list.length), ...list]]
}

/** A ClientHello as it stands on the wire, in records of at most `recordBytes`. */
export function encodeClientHello(extensions: readonly Extension[], recordBytes = 16384): Uint8Array {
  const list = extensions.flatMap(([type, content]) => [...sixteen(type), ...sixteen(content.length), ...content])
  const body = [
    3,
    3,
    ...new Array<number>(32).fill(7),
    0,
    ...sixteen(4),
    0x13,
    0x01,
    0x13,
    0x02,
    1,
    0,
    ...sixteen(list.length),
    ...list,
  ]
  const message = [1, 0, ...sixteen(body.length), ...body]
  const records: number[] = []
  for (let at = 0; at < message.length; at += recordBytes) {
    const part = message.slice(at, at + recordBytes)
    records.push(22, 3, 1, ...sixteen(part.length), ...part)
  }
  return Uint8Array.from(records)
}

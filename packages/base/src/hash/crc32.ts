function createTable(reversedPolynomial: number): Uint32Array {
  const table = new Uint32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ reversedPolynomial : value >>> 1
    table[byte] = value
  }
  return table
}

const ethernetTable = createTable(0xedb88320)
const castagnoliTable = createTable(0x82f63b78)

/** The CRC-32 of Ethernet, gzip and PNG (RFC 1952 §8). Strings are byte strings. */
export function crc32(input: string | Uint8Array): number {
  return checksum(ethernetTable, input)
}

/** The CRC-32C (Castagnoli) of iSCSI and PROXY protocol headers (RFC 3720 §12.1). Strings are byte strings. */
export function crc32c(input: string | Uint8Array): number {
  return checksum(castagnoliTable, input)
}

function checksum(table: Uint32Array, input: string | Uint8Array): number {
  let value = 0xffffffff
  if (typeof input === 'string') {
    for (let index = 0; index < input.length; index++) {
      value = table[(value ^ input.charCodeAt(index)) & 255]! ^ (value >>> 8)
    }
  } else {
    for (let index = 0; index < input.length; index++) value = table[(value ^ input[index]!) & 255]! ^ (value >>> 8)
  }
  return ~value >>> 0
}

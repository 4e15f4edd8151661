/** Reads a file of ticket keys: one in base64 a line, all of 48 or all of 80 bytes, three at least (manual 5.1). */
export function parseTicketKeys(text: string): readonly Uint8Array[] | { readonly error: string } {
  const keys: Uint8Array[] = []
  let number = 0
  for (const line of text.split('\n')) {
    number++
    const word = line.trim()
    if (word === '') continue
    const key = decodeTicketKey(word)
    if (key === null) return { error: `unable to decode base64 key on line ${number}` }
    if ((key.length !== 48 && key.length !== 80) || key.length !== (keys[0] ?? key).length)
      return { error: `wrong sized key on line ${number}` }
    keys.push(key)
  }
  return keys.length >= 3 ? keys : { error: 'please supply at least 3 keys in the tls-tickets-file' }
}

/** A key in base64, or null. */
export function decodeTicketKey(word: string): Uint8Array | null {
  if (word.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(word)) return null
  return new Uint8Array(Buffer.from(word, 'base64'))
}

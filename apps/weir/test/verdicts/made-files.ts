/**
 * Files that cases name as `MADE/<kind>-<bytes>`, made where they are asked for: `text` is nothing but text, `error` an
 * answer of that many bytes in all, `headers` one that is all headers, `length` announces its body's length and `wrong`
 * another, `chunked` says it came in chunks, and `blanks` has 300 blanks before a header's value.
 */
const madeFile = /^MADE\/([a-z]+)-(\d+)$/

export function makeFile(name: string): string | null {
  const [, kind, bytes] = madeFile.exec(name) ?? []
  if (kind === undefined) return null
  const length = Number(bytes)
  if (kind === 'text') return 'x'.repeat(length)
  const head = heads[kind]?.(length)
  return head === undefined ? null : head + 'b'.repeat(Math.max(0, length - head.length))
}

const status = 'HTTP/1.1 503 Sorry\r\n'

const heads: Readonly<Record<string, (length: number) => string>> = {
  error: () => `${status}Content-Type: text/plain\r\n\r\n`,
  headers: (length) => `${status}X-Long: ${'h'.repeat(length - status.length - 12)}\r\n\r\n`,
  length: (length) => `${status}Content-Length: ${String(length - status.length - 24).padStart(4, '0')}\r\n\r\n`,
  wrong: () => `${status}Content-Length: 5\r\n\r\n`,
  chunked: () => `${status}Transfer-Encoding: chunked\r\n\r\n`,
  blanks: () => `${status}X-Blanks:${' '.repeat(300)}x\r\n\r\n`,
}

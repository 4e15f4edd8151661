/** How the words of TLS settings are read, on `bind`, `server` and `global` lines and in `crt-list` files alike. */
import { custom, type Parameter } from '@weir/keyword'

/** A file that a line names: as it is written, and where it leads when no base directory comes before it. */
export interface FileWord {
  readonly text: string
  readonly path: string
}

/** One word; `missing` is what is said without it. */
export function needed(name: string, missing: string): Parameter<string> {
  return custom(
    name,
    `<${name}>`,
    (reader) =>
      reader.next()?.text ?? reader.fail(`'${reader.keyword.text}' : ${missing}`, { code: 'config/missing-argument' }),
  )
}

export function neededFile(name: string, missing: string): Parameter<FileWord> {
  return custom(name, `<${name}>`, (reader) => {
    const word = reader.next()
    if (word === null) return reader.fail(`'${reader.keyword.text}' : ${missing}`, { code: 'config/missing-argument' })
    return { text: word.text, path: reader.host.resolvePath?.(word.text) ?? word.text }
  })
}

/** Protocols of ALPN: a list with commas, of which empty parts count for nothing. */
export const protocols: Parameter<readonly string[]> = custom('protocols', '<protocols>', (reader) => {
  const word = reader.next()
  const name = reader.keyword.text
  if (word === null)
    return reader.fail(`'${name}' : missing the comma-delimited ALPN protocol suite`, {
      code: 'config/missing-argument',
    })
  const found = word.text.split(',').filter((protocol) => protocol !== '')
  const long = found.find((protocol) => protocol.length > 255)
  return long === undefined ? found : reader.fail(`'${name}' : protocol '${long}' has more than 255 bytes`)
})

/** Path of a file below the base directory that `global` sets for its kind. */
export function inBase(file: FileWord, base: string | null): string {
  if (base === null || file.text.startsWith('/') || file.text.startsWith('@'))
    return file.text.startsWith('@') ? file.text : file.path
  return `${base}/${file.text}`
}

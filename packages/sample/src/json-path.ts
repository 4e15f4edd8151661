/**
 * Finds one value in a JSON text by a path of names and indexes (`$.a.b[0]`, a dot in a name escaped by a backslash).
 * The text is only read as far as needed, so that a body that was cut off still answers for what came before.
 */
export type JsonStep = string | number

/** A found value: scalars decoded, objects and arrays as their text. */
export type JsonValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'structure'; readonly text: string }

/** The steps of a path, or null when it does not start with `$` or can't be read. */
export function parseJsonPath(path: string): readonly JsonStep[] | null {
  if (!path.startsWith('$')) return null
  const steps: JsonStep[] = []
  for (let at = 1; at < path.length; ) {
    if (path[at] === '[') {
      const index = /^\[(?:([0-9]+)|'([^']*)'|"([^"]*)")\]/.exec(path.slice(at))
      if (index === null) return null
      steps.push(index[1] === undefined ? (index[2] ?? index[3]!) : Number(index[1]))
      at += index[0].length
      continue
    }
    if (path[at] !== '.') return null
    at++
    let name = ''
    while (at < path.length && path[at] !== '.' && path[at] !== '[') {
      if (path[at] === '\\' && at + 1 < path.length) at++
      name += path[at++]
    }
    if (name === '') return null
    steps.push(name)
  }
  return steps
}

/** Null when there is no such value, or the text breaks off or is wrong before its end. */
export function queryJson(text: string, steps: readonly JsonStep[]): JsonValue | null {
  const reader = new JsonReader(text)
  for (const step of steps) {
    if (!(typeof step === 'string' ? reader.enterMember(step) : reader.enterElement(step))) return null
  }
  return reader.value()
}

const shortEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text[this.#at]!)) this.#at++
  }

  #take(character: string): boolean {
    this.#skipBlanks()
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  enterMember(name: string): boolean {
    if (!this.#take('{')) return false
    for (;;) {
      this.#skipBlanks()
      const key = this.#string()
      if (key === null || !this.#take(':')) return false
      if (key === name) return true
      if (!this.#skipValue() || !this.#take(',')) return false
    }
  }

  enterElement(index: number): boolean {
    if (!this.#take('[')) return false
    for (let position = 0; position < index; position++) if (!this.#skipValue() || !this.#take(',')) return false
    this.#skipBlanks()
    return this.#text[this.#at] !== ']'
  }

  value(): JsonValue | null {
    this.#skipBlanks()
    const start = this.#at
    const character = this.#text[start]
    if (character === '"') {
      const text = this.#string()
      return text === null ? null : { kind: 'string', text }
    }
    if (character === '{' || character === '[') {
      return this.#skipValue() ? { kind: 'structure', text: this.#text.slice(start, this.#at) } : null
    }
    for (const [word, value] of words) if (this.#text.startsWith(word, start)) return value
    const number = this.#number()
    return number === null ? null : { kind: 'number', value: Number(number) }
  }

  #number(): string | null {
    const match = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/.exec(this.#text.slice(this.#at, this.#at + 400))
    if (match === null) return null
    this.#at += match[0].length
    return match[0]
  }

  /** A string with its escapes resolved; `\u` beyond one byte has no place in a byte string and fails. */
  #string(): string | null {
    if (this.#text[this.#at] !== '"') return null
    let value = ''
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const character = this.#text[at]!
      if (character === '"') {
        this.#at = at + 1
        return value
      }
      if (character !== '\\') {
        value += character
        continue
      }
      const letter = this.#text[++at]
      if (letter === 'u') {
        const code = /^00[0-9a-fA-F]{2}/.exec(this.#text.slice(at + 1, at + 5))
        if (code === null) return null
        value += String.fromCharCode(Number.parseInt(code[0], 16))
        at += 4
      } else {
        const short = shortEscapes[letter ?? '']
        if (short === undefined) return null
        value += short
      }
    }
    return null
  }

  /** Moves behind a value without decoding it. */
  #skipValue(): boolean {
    this.#skipBlanks()
    let depth = 0
    do {
      this.#skipBlanks()
      const character = this.#text[this.#at]
      if (character === undefined) return false
      if (character === '"') {
        const end = /"(?:[^"\\]|\\.)*"/sy
        end.lastIndex = this.#at
        if (!end.test(this.#text)) return false
        this.#at = end.lastIndex
        continue
      }
      if (character === '{' || character === '[') depth++
      else if (character === '}' || character === ']') depth--
      else if (character !== ',' && character !== ':') {
        const word = words.find(([text]) => this.#text.startsWith(text, this.#at))
        if (word !== undefined) this.#at += word[0].length
        else if (this.#number() === null) return false
        continue
      }
      this.#at++
    } while (depth > 0)
    return true
  }
}

const words: readonly (readonly [string, JsonValue])[] = [
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
]

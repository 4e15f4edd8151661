import { byteString, codePointsOf, isCharacterString } from './character-strings.ts'
import { contentOf, type DerElement, derTags, encodingOf, identifierOf, readChildren } from './der.ts'
import { attributeNames } from './object-names.ts'

/** One attribute of a name, such as `CN=www`. */
interface Attribute {
  /** OpenSSL's short name, or the dotted identifier when there is none. */
  readonly name: string
  /** As it is encoded, whatever the character set. */
  readonly value: string
  /** Where it has one value with those before: `OU=a+CN=b`. */
  readonly isJoined: boolean
  /** As RFC 2253 §2.4 has it; null when the value is malformed. */
  rfc2253(): string | null
}

/** The name of a subject or issuer (X.501). */
export class DistinguishedName {
  readonly #attributes: readonly Attribute[]
  #oneLine: string | null | undefined
  #rfc2253: string | null | undefined

  private constructor(attributes: readonly Attribute[]) {
    this.#attributes = attributes
  }

  /** Null when the element is no name. */
  static read(element: DerElement | undefined): DistinguishedName | null {
    const sets = element?.tag === derTags.sequence ? readChildren(element) : null
    if (sets === null) return null
    const attributes: Attribute[] = []
    for (const set of sets) {
      const members = set.tag === derTags.set ? readChildren(set) : null
      if (members === null || members.length === 0) return null
      for (const [index, member] of members.entries()) {
        const attribute = readAttribute(member, index > 0)
        if (attribute === null) return null
        attributes.push(attribute)
      }
    }
    return new DistinguishedName(attributes)
  }

  /** `/C=FR/CN=www`, values as they are encoded. Null for an empty name, and when a value holds a NUL. */
  get oneLine(): string | null {
    this.#oneLine ??= this.#attributes.some(({ value }) => value.includes('\0'))
      ? null
      : this.#attributes.map(({ name, value }) => `/${name}=${value}`).join('') || null
    return this.#oneLine
  }

  /** `CN=www,C=FR`: last first, escaped and in UTF-8. Null for an empty name, and when a value is malformed. */
  get rfc2253(): string | null {
    if (this.#rfc2253 === undefined) this.#rfc2253 = this.#formatRfc2253()
    return this.#rfc2253
  }

  #formatRfc2253(): string | null {
    let text = ''
    for (let index = this.#attributes.length - 1; index >= 0; index--) {
      const { name, isJoined, rfc2253 } = this.#attributes[index]!
      const value = rfc2253()
      if (value === null) return null
      text += `${name}=${value}${index === 0 ? '' : isJoined ? '+' : ','}`
    }
    return text === '' ? null : text
  }

  /**
   * The value of the nth attribute of that name (case is ignored), counted from 1, or from the end when negative. Null
   * when there are not so many, and when the value holds a NUL.
   */
  entry(name: string, occurrence: number): string | null {
    const wanted = name.toLowerCase()
    const found = this.#attributes.filter((attribute) => attribute.name.toLowerCase() === wanted)
    const value = (occurrence > 0 ? found[occurrence - 1] : occurrence < 0 ? found.at(occurrence) : undefined)?.value
    return value === undefined || value.includes('\0') ? null : value
  }
}

function readAttribute(member: DerElement, isJoined: boolean): Attribute | null {
  const parts = member.tag === derTags.sequence ? readChildren(member) : null
  const identifier = identifierOf(parts?.[0])
  const element = parts?.[1]
  if (parts?.length !== 2 || identifier === null || element === undefined) return null
  const known = attributeNames[identifier]
  return {
    name: known ?? identifier,
    value: byteString(contentOf(element)),
    isJoined,
    rfc2253: () => formatValue(element, known !== undefined),
  }
}

/** RFC 2253 §2.4: what has no name, and what is no text, is the hexadecimal form of its encoding. */
function formatValue(element: DerElement, isNamed: boolean): string | null {
  if (!isNamed || !isCharacterString(element.tag)) {
    return `#${Buffer.from(encodingOf(element)).toString('hex').toUpperCase()}`
  }
  const points = codePointsOf(element.tag, contentOf(element))
  if (points === null) return null
  const last = points.length - 1
  return points.map((point, index) => escapeCharacter(point, index === 0, index === last)).join('')
}

function escapeCharacter(point: number, isFirst: boolean, isLast: boolean): string {
  const character = String.fromCodePoint(point)
  if (point < 0x20 || point > 0x7e) return Array.from(Buffer.from(character), escapeByte).join('')
  if (',+"\\<>;'.includes(character)) return `\\${character}`
  if ((isFirst && '# '.includes(character)) || (isLast && character === ' ')) return `\\${character}`
  return character
}

const escapeByte = (byte: number): string => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`

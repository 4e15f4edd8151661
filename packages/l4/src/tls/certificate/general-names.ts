import { byteString } from './character-strings.ts'
import { contentOf, type DerElement, derTags, identifierOf, readChildren, readElement } from './der.ts'
import { DistinguishedName } from './distinguished-name.ts'

/** Other names that are text, by their identifiers (RFC 6120, RFC 4985, RFC 8398, and the principal of Windows). */
const otherNames: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.20.2.3': 'UPN',
  '1.3.6.1.5.2.3.4': 'NAIRealm',
  '1.3.6.1.5.5.7.8.5': 'XmppAddr',
  '1.3.6.1.5.5.7.8.7': 'SRVName',
  '1.3.6.1.5.5.7.8.9': 'SmtpUTF8Mailbox',
}

/** The names of a subject alternative name extension (RFC 5280 §4.2.1.6) as OpenSSL prints them; null if malformed. */
export function formatGeneralNames(extension: Uint8Array): string | null {
  const list = readElement(extension, 0)
  const names = list?.tag === derTags.sequence ? readChildren(list) : null
  if (names === null) return null
  const texts: string[] = []
  for (const name of names) {
    const text = formatGeneralName(name)
    if (text === null) return null
    texts.push(text)
  }
  return texts.length === 0 ? null : texts.join(', ')
}

function formatGeneralName(name: DerElement): string | null {
  const content = contentOf(name)
  switch (name.tag & 0x1f) {
    case 0:
      return formatOtherName(name)
    case 1:
      return `email:${byteString(content)}`
    case 2:
      return `DNS:${byteString(content)}`
    case 3:
      return 'X400Name:<unsupported>'
    case 4: {
      const distinguished = DistinguishedName.read(readElement(name.bytes, name.contentStart, name.end) ?? undefined)
      return distinguished === null ? null : `DirName:${distinguished.oneLine ?? ''}`
    }
    case 5:
      return 'EdiPartyName:<unsupported>'
    case 6:
      return `URI:${byteString(content)}`
    case 7:
      return `IP Address:${formatAddress(content)}`
    case 8: {
      const identifier = identifierOf({ ...name, tag: derTags.objectIdentifier })
      return identifier === null ? null : `Registered ID:${identifier}`
    }
    default:
      return null
  }
}

function formatOtherName(name: DerElement): string | null {
  const [identifier, explicit] = readChildren(name) ?? []
  const dotted = identifierOf(identifier)
  if (dotted === null || explicit === undefined) return null
  const kind = otherNames[dotted]
  const value = readElement(explicit.bytes, explicit.contentStart, explicit.end)
  if (kind === undefined || value === null) return 'othername: <unsupported>'
  return `othername: ${kind}::${byteString(contentOf(value))}`
}

/** IPv6 in eight groups, none of them shortened away. */
function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  if (bytes.length !== 16) return '<invalid>'
  const groups: string[] = []
  for (let at = 0; at < 16; at += 2) groups.push(((bytes[at]! << 8) | bytes[at + 1]!).toString(16).toUpperCase())
  return groups.join(':')
}

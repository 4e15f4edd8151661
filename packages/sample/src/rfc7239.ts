/** The Forwarded header (RFC 7239). */

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = new RegExp(`[ \\t]*(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")[ \\t]*`, 'sy')
const ipv4 = '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}'
const node = new RegExp(`^(${ipv4}|\\[[0-9A-Fa-f:.]+\\]|unknown|_[A-Za-z0-9._-]+)(?::([0-9]{1,5}|_[A-Za-z0-9._-]+))?$`)

export interface ForwardedParameter {
  readonly name: string
  readonly value: string
}

/** The parameters of every element, in order; null when the syntax is wrong. Names are lower case as HAProxy wants them. */
export function parseForwarded(header: string): readonly (readonly ForwardedParameter[])[] | null {
  const elements: ForwardedParameter[][] = [[]]
  let at = 0
  for (;;) {
    parameter.lastIndex = at
    const match = parameter.exec(header)
    if (match === null) return null
    elements.at(-1)!.push({ name: match[1]!, value: match[2] ?? match[3]!.replace(/\\(.)/gs, '$1') })
    at = parameter.lastIndex
    if (at === header.length) return elements
    if (header[at] === ',') elements.push([])
    else if (header[at] !== ';') return null
    at++
  }
}

/** A node taken apart: an address (without brackets), `unknown` or `_name`, and a port. */
export function parseForwardedNode(text: string): { readonly name: string; readonly port: string | null } | null {
  const match = node.exec(text)
  if (match === null) return null
  const name = match[1]!
  return { name: name.startsWith('[') ? name.slice(1, -1) : name, port: match[2] ?? null }
}

const isHost = (text: string): boolean =>
  /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::[0-9]{1,5})?$/.test(text)

function isRight(name: string, value: string): boolean {
  switch (name) {
    case 'for':
    case 'by':
      return parseForwardedNode(value) !== null
    case 'host':
      return isHost(value)
    case 'proto':
      return value === 'http' || value === 'https'
    default:
      return false
  }
}

/** Whether every element has known parameters, each at most once, with values of the right form. */
export function isValidForwarded(header: string): boolean {
  const elements = parseForwarded(header)
  return (
    elements?.every(
      (parameters) =>
        new Set(parameters.map(({ name }) => name)).size === parameters.length &&
        parameters.every(({ name, value }) => isRight(name, value)),
    ) ?? false
  )
}

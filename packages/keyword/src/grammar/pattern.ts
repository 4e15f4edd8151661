import { findInHosts, hostsPath, type IpAddress, parseHostAddress, parseIpAddress, type Span } from '@weir/base'
import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { MatchMethod, PatternNode, Word } from '../node.ts'
import { parsePatternListName } from '../pattern-list.ts'
import type { PatternFinding, PatternUse } from '../vocabulary.ts'

const operators = ['eq', 'ge', 'gt', 'le', 'lt'] as const
type Operator = (typeof operators)[number]

/**
 * Reads integer patterns: numbers, ranges with either bound left out, dotted pairs of integers (versions), and the
 * operators, which hold for the numbers that follow them and say nothing about ranges. A hyphen separates as a colon
 * does, so that `-5` is everything up to 5 (as the oracle shows); only an upper bound can be negative.
 */
export function readIntegerPatterns(
  reader: ArgumentReader,
  words: readonly Word[],
  isDotted: boolean,
): readonly PatternNode[] | Failed {
  const patterns: PatternNode[] = []
  let operator: Operator = 'eq'
  for (const [index, word] of words.entries()) {
    const named = operators.find((candidate) => candidate === word.text)
    if (named !== undefined) {
      operator = named
      continue
    }
    // A second separator takes the place of the upper bound, and has no digits.
    if (word.text === '--' || word.text === ':-') {
      patterns.push({ text: ':0', span: word.span })
      continue
    }
    const range = /^([0-9]+(?:\.[0-9]+)?)?(?:([:-])(-?[0-9]+(?:\.[0-9]+)?)?)?$/.exec(word.text)
    if (
      range === null ||
      [range[1], range[3]].some(isTooLarge) ||
      (!isDotted && word.text.includes('.')) ||
      /^[:-]?$/.test(word.text)
    ) {
      const mayBeOperator = index > 0 && /^[a-z]/.test(word.text)
      return reader.fail(
        mayBeOperator
          ? `'${word.text}' is neither a number nor a supported operator`
          : /[:-]/.test(word.text)
            ? `'${word.text}' is not a valid number range`
            : `'${word.text}' is not a number`,
        { code: 'acl/invalid-pattern', span: word.span },
      )
    }
    const low = range[1] ?? null
    if (range[2] !== undefined) {
      const high = range[3] ?? null
      if (low !== null && high !== null && compareDotted(low, high) > 0) {
        return reader.fail(`'${word.text}' is not a valid number range`, {
          code: 'acl/invalid-pattern',
          span: word.span,
        })
      }
      patterns.push({ text: word.text, span: word.span })
      continue
    }
    patterns.push({ text: toRange(operator, word.text), span: word.span })
  }
  return patterns
}

const isTooLarge = (number = ''): boolean => number.length > 18 && BigInt(number.split('.', 1)[0]!) > 2n ** 63n - 1n

function toRange(operator: Operator, number: string): string {
  switch (operator) {
    case 'eq':
      return number
    case 'ge':
      return `${number}:`
    case 'gt':
      return `${step(number, 1)}:`
    case 'le':
      return `:${number}`
    case 'lt':
      return `:${step(number, -1)}`
  }
}

/** The next or previous integer; of a dotted pair, whose second part has 16 bits, the neighbouring pair. */
function step(text: string, by: 1 | -1): string {
  const dot = text.indexOf('.')
  if (dot < 0) return String(BigInt(text) + BigInt(by))
  const value = Number(text.slice(0, dot)) * 65536 + Number(text.slice(dot + 1)) + by
  return `${Math.floor(value / 65536)}.${((value % 65536) + 65536) % 65536}`
}

function compareDotted(a: string, b: string): number {
  const [majorA = '0', minorA = '0'] = a.split('.')
  const [majorB = '0', minorB = '0'] = b.split('.')
  return Number(majorA) - Number(majorB) || Number(minorA) - Number(minorB)
}

/** Refuses a pattern that its method cannot be given. */
export function checkPattern(
  reader: ArgumentReader,
  match: MatchMethod,
  pattern: Word,
  flags: { readonly noResolve: boolean; readonly ignoreCase: boolean },
): undefined | Failed {
  if (match === 'bin' && !/^(?:[0-9a-fA-F]{2})*$/.test(pattern.text)) {
    return reader.fail(
      pattern.text.length % 2 === 1
        ? 'an even number of hex digit is expected'
        : `'${pattern.text}' is not a hexadecimal string`,
      { code: 'acl/invalid-pattern', span: pattern.span },
    )
  }
  if (match === 'reg') {
    const finding = reader.host.vocabulary.patternCheck?.regex(pattern.text, flags.ignoreCase) ?? null
    if (finding !== null && reportPattern(reader, finding, finding.message, pattern.span) === FAILED) return FAILED
  }
  if (match === 'ip' && !isNetwork(pattern.text)) {
    const isName = !flags.noResolve && /^[A-Za-z][A-Za-z0-9.-]*(\/[0-9.]+)?$/.test(pattern.text)
    if (isName) {
      const [name = '', mask] = pattern.text.split('/')
      const address = lookUpHost(reader.host, name)
      if (address !== null && isNetwork(mask === undefined ? `${address}` : `${address}/${mask}`)) return undefined
    }
    return reader.fail(`'${pattern.text}' is not a valid IPv4 or IPv6 address`, {
      code: 'acl/invalid-pattern',
      span: pattern.span,
      ...(isName ? { hint: 'names are looked up in the hosts file only: write the address' } : {}),
    })
  }
  return undefined
}

/** No resolver can be asked while a file is read: the hosts file has the names that the machine knows by itself. */
function lookUpHost(host: ParseHost, name: string): IpAddress | null {
  const hosts = host.readFile(hostsPath)
  return 'error' in hosts ? null : findInHosts(hosts.text, name)
}

function reportPattern(
  reader: ArgumentReader,
  { severity, hint }: PatternFinding,
  message: string,
  span: Span,
): undefined | Failed {
  const complaint = { span, ...(hint === undefined ? {} : { hint }) }
  if (severity === 'alert') return reader.fail(message, { ...complaint, code: 'acl/invalid-pattern' })
  reader.warn(message, { ...complaint, code: 'acl/slow-pattern' })
  return undefined
}

/**
 * Reads a pattern file once, to see that it can be read and that all its patterns can be used. Without a file only the forms
 * `opt@` and `virt@` will do.
 */
export function checkPatternFile(reader: ArgumentReader, file: Word, use: PatternUse): undefined | Failed {
  const { host } = reader
  const { span } = file
  const clash = host.patternLists?.claim(file.text, use.isMap ? 2 : 1) ?? null
  if (clash !== null) return reader.fail(clash, { code: 'acl/other-columns', span })
  const { path, isOptional } = parsePatternListName(file.text)
  if (path === null) return undefined
  const read = host.readFile(path)
  if ('error' in read) {
    if (isOptional) return undefined
    return reader.fail(`failed to open pattern file <${path}>`, { code: 'acl/unreadable-file', span })
  }
  let isValid = true
  for (const finding of host.vocabulary.patternCheck?.file(read.text, {
    ...use,
    lookUpHost: (name) => lookUpHost(host, name),
  }) ?? []) {
    const message = `${finding.message} at line ${finding.line} of file '${path}'`
    if (reportPattern(reader, finding, message, span) === FAILED) isValid = false
  }
  return isValid ? undefined : FAILED
}

/** Warns about words that hardly were meant as patterns (as HAProxy does since 3.0). */
export function checkIntent(reader: ArgumentReader, patterns: readonly Word[]): void {
  const { vocabulary } = reader.host
  for (const { text, span } of patterns) {
    const name = /^[A-Za-z0-9_.+-]+/.exec(text)?.[0] ?? ''
    const looksLikeCall = text.endsWith(')') && text[name.length] === '('
    const isTelling = looksLikeCall || (text === name && /[_.]/.test(name))
    let likeness: string | null = null
    if (text === '//' || text.startsWith('#')) likeness = 'looks like a failed attempt at commenting an end of line'
    else if (text === '||' || text === 'or' || text === '&&' || text === 'and')
      likeness = 'looks like a failed attempt at using an operator inside a pattern list'
    else if (isTelling && vocabulary.acls.has(name)) likeness = 'suspiciously looks like a known acl keyword'
    else if (isTelling && vocabulary.fetches.has(name))
      likeness = 'suspiciously looks like a known sample fetch keyword'
    if (likeness === null) continue
    reader.warn(`pattern '${text}' ${likeness}`, {
      code: 'acl/suspicious-pattern',
      span,
      hint: "if it is meant as a pattern, put it in a file or write '--' in front of the patterns",
    })
  }
}

/** True for an address with an optional mask, abbreviated forms such as `10/8` and `192.168.1/22` included. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const mask = slash < 0 ? null : text.slice(slash + 1)
  if (address.includes(':')) {
    return parseIpAddress(address) !== null && (mask === null || (/^[0-9]{1,3}$/.test(mask) && Number(mask) <= 128))
  }
  // Without a mask what is no address is looked up like a host, and the C library reads numbers in its own way.
  if (mask === null && /^[0-9.]+$/.test(address) && parseHostAddress(address) !== null) return true
  const parts = address.split('.')
  if (parts.length > 4 || !parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255)) return false
  if (mask === null) return parts.length > 1
  return /^[0-9]{1,2}$/.test(mask) ? Number(mask) <= 32 : parseIpAddress(mask)?.family === 4
}

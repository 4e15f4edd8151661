/** `normalize-uri` (manual 4.2; RFC 3986 §6). */
import { custom, defineAction, type Failed, verdicts } from '@weir/keyword'
import { originOf, pathAndQuery, pathOf, queryOf } from '../uri.ts'

interface Parts {
  path: string
  query: string | null
}

type Normalizer = (parts: Parts) => Parts | null

const isUnreserved = (code: number): boolean => /[A-Za-z0-9\-._~]/.test(String.fromCharCode(code))

/** Null: strict, and something is no percent encoding. */
function mapEncodings(text: string, strict: boolean, map: (hex: string) => string): string | null {
  let isBroken = false
  const mapped = text.replace(/%(?:([0-9A-Fa-f]{2})|)/g, (whole, hex: string | undefined) => {
    if (hex !== undefined) return map(hex)
    isBroken = true
    return whole
  })
  return isBroken && strict ? null : mapped
}

const both =
  (strict: boolean, map: (hex: string) => string): Normalizer =>
  ({ path, query }) => {
    const newPath = mapEncodings(path, strict, map)
    const newQuery = query === null ? null : mapEncodings(query, strict, map)
    return newPath === null || (query !== null && newQuery === null) ? null : { path: newPath, query: newQuery }
  }

const onPath =
  (map: (path: string) => string): Normalizer =>
  ({ path, query }) => ({ path: map(path), query })

function stripDots(path: string): string {
  const segments = path.split('/')
  const isDirectory = segments.at(-1) === '.'
  const kept = segments.filter((segment) => segment !== '.')
  return kept.join('/') + (isDirectory ? '/' : '')
}

function stripDoubleDots(path: string, isFull: boolean): string {
  const kept: string[] = []
  const segments = path.split('/')
  for (const [index, segment] of segments.entries()) {
    if (segment !== '..') {
      kept.push(segment)
      continue
    }
    const above = kept.at(-1)
    if (kept.length > 1 && above !== '..') kept.pop()
    else if (!isFull) kept.push(segment)
    if (index === segments.length - 1 && (kept.at(-1) ?? '') !== '..') kept.push('')
  }
  const joined = kept.join('/')
  return joined === '' ? '/' : joined
}

function sortQuery({ path, query }: Parts): Parts {
  if (query === null) return { path, query }
  const pairs = query.split('&')
  // What ends with a delimiter has nothing behind it.
  if (pairs.at(-1) === '') pairs.pop()
  const sorted = pairs
    .map((pair, index) => ({ pair, name: pair.split('=', 1)[0]!, index }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index))
  return { path, query: sorted.map(({ pair }) => pair).join('&') }
}

function normalizerNamed(name: string, options: ReadonlySet<string>): Normalizer | null {
  const strict = options.has('strict')
  switch (name) {
    case 'path-merge-slashes':
      return onPath((path) => path.replace(/\/{2,}/g, '/'))
    case 'path-strip-dot':
      return onPath(stripDots)
    case 'path-strip-dotdot':
      return onPath((path) => stripDoubleDots(path, options.has('full')))
    case 'percent-decode-unreserved':
      return both(strict, (hex) => {
        const code = Number.parseInt(hex, 16)
        return isUnreserved(code) ? String.fromCharCode(code) : `%${hex}`
      })
    case 'percent-to-uppercase':
      return both(strict, (hex) => `%${hex.toUpperCase()}`)
    case 'query-sort-by-name':
      return sortQuery
    case 'fragment-strip':
      return ({ path, query }) =>
        query === null
          ? { path: path.replace(/#.*$/s, ''), query }
          : { path: path.replace(/#.*$/s, ''), query: path.includes('#') ? null : query.replace(/#.*$/s, '') }
    case 'fragment-encode':
      return ({ path, query }) => ({ path: path.replaceAll('#', '%23'), query: query?.replaceAll('#', '%23') ?? null })
    default:
      return null
  }
}

const optionsOf: Readonly<Record<string, readonly string[]>> = {
  'path-strip-dotdot': ['full'],
  'percent-decode-unreserved': ['strict'],
  'percent-to-uppercase': ['strict'],
}

const parameter = custom('normalizer', '<normalizer> [full | strict]', (reader): Normalizer | Failed => {
  const name = reader.next()?.text ?? ''
  const options = new Set<string>()
  const allowed = optionsOf[name] ?? []
  for (let word = reader.peek(); word !== null && allowed.includes(word.text); word = reader.peek()) {
    options.add(word.text)
    reader.next()
  }
  const normalizer = normalizerNamed(name, options)
  return normalizer ?? reader.fail(`unknown normalizer '${name}'`)
})

export const normalizeUri = defineAction({
  name: 'normalize-uri',
  isExperimental: true,
  summary: 'Brings the request target into a normal form.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [parameter],
  bind:
    ([normalize]) =>
    (context) => {
      const transaction = context.transaction!
      const { request } = transaction
      const { uri } = request
      const path = pathOf(uri)
      if (path === null || pathAndQuery(uri) === null) return verdicts.proceed
      const parts = normalize({ path, query: queryOf(uri) })
      if (parts === null) {
        transaction.refuse()
        return verdicts.done
      }
      const target = `${originOf(uri)}${parts.path}${parts.query === null ? '' : `?${parts.query}`}`
      if (target !== uri) request.setRequestLine(request.method, target)
      return verdicts.proceed
    },
})

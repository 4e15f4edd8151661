/** Parts of a request target, as HAProxy cuts it: path from the first `/` behind the authority, query from `?`. */

/** The path with its query; null when there is none (`*`, an authority). */
export function pathAndQuery(uri: string): string | null {
  if (uri.startsWith('/')) return uri
  const scheme = uri.indexOf('://')
  if (scheme < 0) return null
  const slash = uri.indexOf('/', scheme + 3)
  return slash < 0 ? null : uri.slice(slash)
}

export function pathOf(uri: string): string | null {
  const whole = pathAndQuery(uri)
  if (whole === null) return null
  const end = whole.indexOf('?')
  return end < 0 ? whole : whole.slice(0, end)
}

/** Without the `?`; null when there is no `?`. */
export function queryOf(uri: string): string | null {
  const mark = uri.indexOf('?')
  return mark < 0 ? null : uri.slice(mark + 1)
}

/** Scheme and authority in front of the path, or nothing. */
export function originOf(uri: string): string {
  const path = pathAndQuery(uri)
  if (path === null) return uri.startsWith('/') ? '' : uri
  return uri.slice(0, uri.length - path.length)
}

/** Where there is no path, the new one takes the place of all. */
export function withPath(uri: string, path: string): string {
  const query = queryOf(uri)
  return withPathAndQuery(uri, `${path}${query === null ? '' : `?${query}`}`)
}

export function withPathAndQuery(uri: string, pathq: string): string {
  return pathAndQuery(uri) === null ? pathq : `${originOf(uri)}${pathq}`
}

/** Where host and port stand in an absolute URI or an authority, user names left out: from, to. */
function hostSpan(uri: string): [number, number] | null {
  if (uri.startsWith('/') || uri === '*' || uri === '') return null
  const scheme = uri.indexOf('://')
  const start = scheme < 0 ? 0 : scheme + 3
  const slash = uri.indexOf('/', start)
  const end = slash < 0 ? uri.length : slash
  return [start + uri.slice(start, end).lastIndexOf('@') + 1, end]
}

/** Host and port; null in a URI that has none. */
export function hostOf(uri: string): string | null {
  const span = hostSpan(uri)
  return span === null ? null : uri.slice(...span)
}

/** The same URI of another host; a URI without a host stays what it is. */
export function withHost(uri: string, host: string): string {
  const span = hostSpan(uri)
  return span === null ? uri : uri.slice(0, span[0]) + host + uri.slice(span[1])
}

export function withQuery(uri: string, query: string): string {
  const mark = uri.indexOf('?')
  const front = mark < 0 ? uri : uri.slice(0, mark)
  return query === '' && mark < 0 ? front : `${front}?${query}`
}

/** Name and value of each parameter of a query or form: between `&`, `;` and `delimiter`. What has no `=` is none. */
export function parametersOf(text: string, delimiter = '&'): [string, string][] {
  const found: [string, string][] = []
  let start = 0
  while (start <= text.length) {
    let end = text.length
    for (let at = start; at < text.length; at++) {
      if (text[at] === '&' || text[at] === ';' || text[at] === delimiter) {
        end = at
        break
      }
    }
    const pair = text.slice(start, end)
    const equals = pair.indexOf('=')
    if (equals >= 0) found.push([pair.slice(0, equals), pair.slice(equals + 1)])
    start = end + 1
  }
  return found
}

/** What the address of the statistics page asks for beyond its prefix. */
export interface PageTarget {
  readonly form: 'html' | 'csv' | 'json' | 'json-schema'
  /** `;up`: servers that are down are left out. */
  readonly onlyUp: boolean
  /** `;norefresh`. */
  readonly skipsRefresh: boolean
  /** `scope=`: names of proxies must contain this; null for all. */
  readonly scope: string | null
  /** `;st=`: how the last action went. */
  readonly outcome: string | null
}

const scopeLimit = 20

/** True when `uri` is an address of the page at `prefix`. */
export function isPageAddress(uri: string, prefix: string): boolean {
  return uri.startsWith(prefix)
}

/** Reads what follows the prefix of the page (manual 4.2, `stats uri`, and the links of the page). */
export function parsePageTarget(uri: string, prefix: string): PageTarget {
  const rest = uri.slice(prefix.length)
  const words = rest.split(/[;?&]/)
  const scope = words.find((word) => word.startsWith('scope='))?.slice(6) ?? ''
  const isScope = scope !== '' && /^[A-Za-z0-9_.:-]+$/.test(scope)
  const form = words.includes('csv')
    ? 'csv'
    : words.includes('json')
      ? 'json'
      : words.includes('json-schema')
        ? 'json-schema'
        : 'html'
  return {
    form,
    onlyUp: words.includes('up'),
    skipsRefresh: words.includes('norefresh'),
    scope: isScope ? scope.slice(0, scopeLimit) : null,
    outcome: words.find((word) => word.startsWith('st='))?.slice(3) ?? null,
  }
}

/** The address of the page with these settings. */
export function formatPageTarget(prefix: string, target: Partial<PageTarget>): string {
  let uri = prefix
  if (target.form !== undefined && target.form !== 'html') uri += `;${target.form}`
  if (target.onlyUp === true) uri += ';up'
  if (target.skipsRefresh === true) uri += ';norefresh'
  if (target.outcome !== undefined && target.outcome !== null) uri += `;st=${target.outcome}`
  if (target.scope !== undefined && target.scope !== null)
    uri += `${prefix.includes('?') ? '&' : '?'}scope=${target.scope}`
  return uri
}

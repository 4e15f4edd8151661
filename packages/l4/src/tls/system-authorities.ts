import { getCACertificates } from 'node:tls'

let known: string | null = null

/** The authorities that the system trusts, PEM; read when first asked for. */
export function systemAuthorities(): string {
  known ??= getCACertificates('system').join('\n')
  return known
}

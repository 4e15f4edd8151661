/** What HTTP listeners offer with ALPN when nothing is said. */
export const defaultHttpAlpn: readonly string[] = ['h2', 'http/1.1']

/** The same where `proto` of the listener says what is spoken. */
export function spokenAlpn(protocol: string | null): readonly string[] {
  if (protocol === null) return defaultHttpAlpn
  return [protocol === 'h2' ? 'h2' : 'http/1.1']
}

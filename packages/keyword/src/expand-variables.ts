import type { ParseHost } from './argument-reader.ts'

/**
 * Puts the values of `$NAME` and `${NAME}` into an address, which HAProxy does outside quotes too; what is not set is
 * empty.
 */
export function expandVariables(text: string, host: Pick<ParseHost, 'variable'>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    return host.variable?.(braced ?? bare ?? '') ?? ''
  })
}

import type { CertificateRuntime } from '@weir/l4'
import { type CommandAnswer, type CommandCall, type CommandMessage, defineRuntimeCommand, failure } from '../command.ts'

/** A command about what is loaded for TLS. It is only told apart from others where something may be loaded. */
export function defineCertificateCommand(keyword: {
  readonly name: string
  readonly usage: string
  readonly summary: string
  run(runtime: CertificateRuntime, call: CommandCall): CommandAnswer
}) {
  return defineRuntimeCommand({
    ...keyword,
    level: 'admin',
    run: (call) =>
      call.view.certificates === null ? failure('TLS is not spoken here.') : keyword.run(call.view.certificates, call),
  })
}

/** A name that may begin with `*` for what a transaction has so far; a literal one is written `\*`. */
export function readTarget(word: string): { readonly name: string; readonly isPending: boolean } {
  if (word.startsWith('*')) return { name: word.slice(1), isPending: true }
  return { name: word.replace(/^\\(?=\*)/, ''), isPending: false }
}

/** `name:2`: the second part of a file alone. */
export function readIndex(word: string): { readonly name: string; readonly index: number | null } {
  const match = /^(.*):(\d+)$/.exec(word)
  return match === null ? { name: word, index: null } : { name: match[1]!, index: Number(match[2]) }
}

export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Several lines of what went wrong. */
export const failures = (...lines: readonly string[]): CommandMessage => failure(lines.join('\n'))

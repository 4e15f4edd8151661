import type { ErrorSide, ProxyError } from '@weir/base'

/** Codes of streams that were ended from outside, by the letter of `Stream.terminate`. */
export const terminationCodes = {
  D: 'l4/server-marked-down',
  U: 'l4/server-marked-up',
  K: 'l4/killed',
} as const

/**
 * The causes that are told by their code and not by their side (manual 8.5). Everything else is the letter of the side:
 * upper case for an abort, lower case for a timeout, that is for a code that ends in `timeout`.
 */
const letterByCode: Readonly<Record<string, string>> = {
  'l4/resource-exhausted': 'R',
  'l4/internal-error': 'I',
  [terminationCodes.D]: 'D',
  [terminationCodes.U]: 'U',
  [terminationCodes.K]: 'K',
  'l4/local': 'L',
}

const letterBySide: Readonly<Record<ErrorSide, string>> = { client: 'C', server: 'S', proxy: 'P' }

/** The first two characters of the termination state: who ended the stream, and how far it had come. */
export function terminationState(error: ProxyError | null): string {
  if (error === null) return '--'
  const letter = letterByCode[error.code] ?? letterBySide[error.side]
  return (error.code.endsWith('timeout') ? letter.toLowerCase() : letter) + error.phase
}

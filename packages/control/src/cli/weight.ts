import type { ServerState } from '@weir/balance'
import { bareFailure, type CommandMessage, failure } from '../command.ts'

const maximumWeight = 256

/** Changes the weight of a server as text says: absolute, or with `%` relative to the configured one. Null when done. */
export function changeWeight(server: ServerState, text: string | undefined): CommandMessage | null {
  if (text === undefined) return failure('Require <weight> or <weight%>.')
  const match = /^\s*([+-]?[0-9]+)(.*)$/.exec(text)
  if (match === null) return bareFailure('Empty weight string empty or preceded by garbage')
  const value = Number(match[1])
  let weight = value
  if (match[2] === '%') {
    if (value < 0) return failure('Relative weight must be positive.')
    weight = Math.min(maximumWeight, Math.floor((server.initialWeight * value) / 100))
  } else if (match[2] !== '') return bareFailure('Trailing garbage in weight string')
  else if (value < 0 || value > maximumWeight) {
    return failure('Absolute weight can only be between 0 and 256 inclusive.')
  }
  const { backend } = server
  if (!backend.algorithm.isDynamic && weight !== 0 && weight !== server.initialWeight) {
    return failure("Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.")
  }
  backend.setWeight(server, weight)
  return null
}

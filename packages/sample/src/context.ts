/** What this package adds to a sample's context, and a context for use without an engine. */
import { type Clock, createRandom, type Random, VirtualClock } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import { createProcessVariables, SessionVariables, StreamVariables, type VariableScopes } from './variables.ts'

/** A context with nothing but time, chance and variables: enough for every fetch of this package. */
export function createSampleContext(
  parts: { readonly clock?: Clock; readonly random?: Random; readonly variables?: VariableScopes } = {},
): SampleContext {
  return {
    clock: parts.clock ?? new VirtualClock(),
    random: parts.random ?? createRandom(1),
    variables: parts.variables ?? new StreamVariables(new SessionVariables(createProcessVariables())),
    isIncomplete: false,
  }
}

import { createLoadBalancer } from '@weir/proxy'
import type { Arguments } from './argv.ts'
import type { CheckedSources } from './check.ts'

/**
 * The last part of `-c`: puts everything together without opening anything, and looks the servers' names up. Gives one
 * message for each name that stays unknown, which would keep the process from starting; those that would not are warned of.
 */
export async function findUnresolvedNames(
  { model, vocabulary, environment }: CheckedSources,
  parsed: Arguments,
  onWarning: (text: string) => void,
): Promise<readonly string[]> {
  const balancer = createLoadBalancer({
    model,
    vocabulary,
    environment: Object.fromEntries([...environment.names()].map((name) => [name, environment.get(name)])),
    ignoresResolutionFailures: parsed.ignoresResolutionFailures,
    onMessage: (severity, text) => {
      if (severity === 'warning') onWarning(text)
    },
  })
  const problems = await balancer.assembly.resolveNames()
  balancer.stop()
  return problems
}

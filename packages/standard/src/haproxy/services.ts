import type { Bundle } from '@weir/keyword'

/** The names of the services that `use-service` can call: the closed list of its first argument. */
export function servicesOf(bundles: readonly Bundle[]): string[] {
  const names = bundles
    .flatMap(({ actions = [] }) => actions)
    .filter((action) => action.name === 'use-service')
    .flatMap(({ params }) => /^\{ (.*) \}$/.exec(params[0]?.usage ?? '')?.[1]?.split(' | ') ?? [])
  return [...new Set(names)]
}

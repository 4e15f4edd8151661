import type { Model, SectionModel } from '@weir/keyword'
import { logOptions } from '@weir/log'

/**
 * What is wrong with the rings, backends and profiles that `log` lines name. As HAProxy, which looks for them at the start and not
 * when it checks a configuration.
 */
export function findUnknownLogNames(model: Model): string[] {
  const problems: string[] = []
  const forwards = model.sections.filter(({ kind }) => kind === 'log-forward')
  for (const section of [model.global, ...model.proxies, ...forwards]) {
    for (const line of section.options.get(logOptions).lines) {
      if (line === 'global') continue
      const { destination, profile, span } = line
      const place = `log directive declared in ${describe(section)} in file '${span?.file}' at line ${span?.line}`
      const isRing = destination.kind === 'ring'
      if (isRing && destination.name !== 'buf0' && model.find('ring', destination.name) === null)
        problems.push(`${place} uses unknown ring named '${destination.name}'.`)
      if (destination.kind === 'backend') {
        const backend = model.proxies.find((proxy) => proxy.isBackend && proxy.name === destination.name)
        if (backend === undefined) problems.push(`${place} uses unknown log backend '${destination.name}'.`)
        else if (backend.mode !== 'log')
          problems.push(`${place} uses backend '${destination.name}', which is not in 'mode log'.`)
      }
      if (profile !== null && model.find('log-profile', profile) === null)
        problems.push(`${place} uses unknown log-profile '${profile}'.`)
    }
  }
  return [...new Set(problems)]
}

function describe({ kind, name }: SectionModel): string {
  return kind === 'global' ? 'global section' : `${kind === 'log-forward' ? 'log-forward' : 'proxy'} section '${name}'`
}

import type { LogFormatNode, Model } from '@weir/keyword'
import { type BoundProfileStep, type FormatMessage, type LogStep, logProfileOptions } from '@weir/log'

type BoundProfile = ReadonlyMap<LogStep, BoundProfileStep>

/** The tags of the `log-profile` sections that set one. */
export function profileTagsOf(model: Model): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const { kind, name, options } of model.sections) {
    if (kind !== 'log-profile') continue
    const { tag } = options.get(logProfileOptions)
    if (tag !== null) tags.set(name, tag)
  }
  return tags
}

/** The steps of every `log-profile` section by its name. */
export function bindProfiles(
  model: Model,
  bind: (format: LogFormatNode) => FormatMessage,
): ReadonlyMap<string, BoundProfile> {
  const profiles = new Map<string, BoundProfile>()
  for (const { kind, name, options } of model.sections) {
    if (kind !== 'log-profile') continue
    const steps = new Map<LogStep, BoundProfileStep>()
    for (const [step, { isDropped, format, structuredData }] of options.get(logProfileOptions).steps) {
      steps.set(step, {
        isDropped,
        format: format === null ? null : bind(format),
        structuredData: structuredData === null ? null : bind(structuredData),
      })
    }
    profiles.set(name, steps)
  }
  return profiles
}

import type { SampleContext } from '@weir/keyword'
import type { LogStep } from './options.ts'
import type { LogSender } from './sender.ts'

/** A bound log format. */
export type FormatMessage = (context: SampleContext) => string

/** What a bound profile does at a step; null formats are the proxy's. */
export interface BoundProfileStep {
  readonly isDropped: boolean
  readonly format: FormatMessage | null
  readonly structuredData: FormatMessage | null
}

export interface TrafficLogSettings {
  readonly sender: LogSender
  /** `log-format`, or what an `option …log` stands for; null when the proxy has none. */
  readonly format: FormatMessage | null
  /** `error-log-format`: null takes `format`. */
  readonly errorFormat: FormatMessage | null
  /** `log-format-sd`. */
  readonly structuredData: FormatMessage | null
  /** The steps of each `log-profile` that a target of `sender` names. */
  readonly profiles: ReadonlyMap<string, ReadonlyMap<LogStep, BoundProfileStep>>
}

/** Builds the messages about a proxy's traffic and sends them, each profile's in its own words. */
export class TrafficLog {
  readonly #settings: TrafficLogSettings

  constructor(settings: TrafficLogSettings) {
    this.#settings = settings
  }

  /** True when no message would ever leave: then nothing need call `write`. */
  get isEmpty(): boolean {
    return this.#settings.sender.isEmpty
  }

  /**
   * Writes what is to be said about `context` at `step`, with the level of that ordinal. A `profile` stands in for those
   * of the targets.
   */
  write(context: SampleContext, level: number, step: LogStep, profile: string | null = null): void {
    const { sender, format, errorFormat, structuredData, profiles } = this.#settings
    for (const name of sender.profiles) {
      const steps = profiles.get(profile ?? name ?? '')
      const override = steps?.get(step) ?? steps?.get('any')
      if (override?.isDropped === true) continue
      const build = override?.format ?? (step === 'error' ? (errorFormat ?? format) : format)
      const message = build === null ? '' : build(context)
      const data = (override?.structuredData ?? structuredData)?.(context) ?? ''
      if (message === '' && data === '') continue
      sender.send(level, message, data, name)
    }
  }
}

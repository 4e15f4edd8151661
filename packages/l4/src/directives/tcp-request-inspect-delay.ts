import { type DirectiveSite, defineDirective, duration } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Like rules, delays are for `defaults` sections with a name. */
const isAnonymous = ({ section }: DirectiveSite): boolean => section.kind === 'defaults' && section.name === ''

/** The first delay counts, one of a `defaults` section before all. */
const ignored = (side: string, { section }: DirectiveSite): string =>
  `ignoring tcp-${side} inspect-delay (was already defined) in ${section.kind === 'listen' ? 'proxy' : section.kind} '${section.name}'`

/** How long content rules may wait for data (manual 4.2). */
export const inspectDelays = [
  defineDirective({
    name: 'tcp-request inspect-delay',
    summary: 'Sets how long content rules may wait for bytes of the client.',
    manual: '4.2',
    sections: ['defaults', 'frontend', 'listen', 'backend'],
    options: proxyOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs], site) {
      if (isAnonymous(site)) site.complain(`tcp-request inspect-delay is not allowed in anonymous 'defaults' sections`)
      else if (record.inspectDelayMs) site.warn(ignored('request', site))
      else record.inspectDelayMs = timeoutMs
    },
  }),
  defineDirective({
    name: 'tcp-response inspect-delay',
    summary: 'Sets how long content rules may wait for bytes of the server.',
    manual: '4.2',
    sections: ['defaults', 'listen', 'backend'],
    options: proxyOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs], site) {
      if (isAnonymous(site)) site.complain(`tcp-response inspect-delay is not allowed in anonymous 'defaults' sections`)
      else if (record.responseInspectDelayMs) site.warn(ignored('response', site))
      else record.responseInspectDelayMs = timeoutMs
    },
  }),
]

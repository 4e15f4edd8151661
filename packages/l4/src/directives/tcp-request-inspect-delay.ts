import { type DirectiveSite, defineDirective, duration } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Like rules, delays are for `defaults` sections with a name. */
const isAnonymous = ({ section }: DirectiveSite): boolean => section.kind === 'defaults' && section.name === ''

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
      else record.responseInspectDelayMs = timeoutMs
    },
  }),
]

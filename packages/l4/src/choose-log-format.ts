import type { DirectiveSite } from '@weir/keyword'
import type { StreamLogOptions } from './options.ts'

const names: Readonly<Record<string, string>> = {
  tcp: 'option tcplog',
  'tcp-clf': 'option tcplog clf',
  http: 'option httplog',
  'http-clf': 'option httplog clf',
  https: 'option httpslog',
}

/** Chooses the log format of a section. In `defaults`, a second choice is worth a warning, as it is HAProxy. */
export function chooseLogFormat(
  record: StreamLogOptions,
  format: Exclude<StreamLogOptions['format'], 'none'>,
  { section, warn }: Pick<DirectiveSite, 'section' | 'warn'>,
): void {
  if (section.kind === 'defaults' && record.format !== 'none')
    warn(`'${describe(format)}' overrides previous '${describe(record.format)}' in 'defaults' section.`)
  record.format = format
}

function describe(format: StreamLogOptions['format']): string {
  return (typeof format === 'string' ? names[format] : undefined) ?? 'log-format'
}

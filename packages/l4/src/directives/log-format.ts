import { defineDirective, lateLogFormat, type SectionKind } from '@weir/keyword'
import { chooseLogFormat } from '../choose-log-format.ts'
import { streamLogOptions } from '../options.ts'

const sections: readonly SectionKind[] = ['defaults', 'frontend', 'listen']

/** `log-format` and its kin (manual 4.2 and 8.2.6). */
export const logFormats = [
  defineDirective({
    name: 'log-format',
    summary: 'Logs with a format of its own.',
    manual: '4.2',
    sections,
    options: streamLogOptions,
    phase: 'logs',
    params: [lateLogFormat('format')],
    apply(record, [format], site) {
      chooseLogFormat(record, format, site)
    },
  }),
  defineDirective({
    name: 'log-format-sd',
    summary: 'Sets the structured data that goes with logs in RFC 5424 form.',
    manual: '4.2',
    sections,
    options: streamLogOptions,
    phase: 'logs',
    params: [lateLogFormat('format')],
    apply(record, [format]) {
      record.structuredData = format
    },
  }),
  defineDirective({
    name: 'error-log-format',
    summary: 'Logs connections that fail before they have a stream with a format of their own.',
    manual: '4.2',
    sections,
    options: streamLogOptions,
    phase: 'logs',
    params: [lateLogFormat('format')],
    apply(record, [format], { section, warn }) {
      if (section.kind === 'defaults' && record.errorFormat !== null)
        warn("'error-log-format' overrides previous 'error-log-format' in 'defaults' section.")
      record.errorFormat = format
    },
  }),
]

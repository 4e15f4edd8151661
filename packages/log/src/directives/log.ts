import { defineDirective } from '@weir/keyword'
import { logLine } from '../log-line.ts'
import { logOptions } from '../options.ts'

/** Says where messages go. Lines add up, those of `defaults` included; `no log` forgets them. Manual 3.1 and 4.2. */
export const log = defineDirective({
  name: 'log',
  summary: 'Adds a target to which messages are sent.',
  manual: '4.2',
  sections: ['global', 'defaults', 'frontend', 'backend', 'listen', 'peers', 'log-forward'],
  prefixes: ['no'],
  options: logOptions,
  params: [logLine],
  apply(record, [line], site) {
    if (site.prefix === 'no') {
      if (line === null) record.lines = []
      else site.complain("log : 'no log' does not expect arguments")
    } else if (line === null) site.complain('log : expects <address> and <facility> as arguments')
    else if (line === 'global' && site.section.kind === 'global') {
      site.complain("log : 'global' is not supported for a global syslog server")
    } else if (line !== 'global' || !record.lines.includes('global')) record.lines.push(line)
  },
})

/** Where an application's standard error goes (manual 10.1.1): the same targets, in a section of its own. */
export const logStderr = defineDirective({
  name: 'log-stderr',
  summary: 'Adds a target for what a FastCGI application writes to its standard error.',
  manual: '10.1.1',
  sections: ['fcgi-app'],
  options: logOptions,
  params: [logLine],
  apply(record, [line], site) {
    if (line === null) site.complain('log-stderr : expects <address> and <facility> or global as arguments')
    else record.lines.push(line)
  },
})

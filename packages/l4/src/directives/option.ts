import { defineDirective, type SectionKind } from '@weir/keyword'
import { type ProxyOptions, proxyOptions, type StreamLogOptions, streamLogOptions } from '../options.ts'

type Switches<O> = { [K in keyof O]: O[K] extends boolean ? K : never }[keyof O]

const frontends: readonly SectionKind[] = ['defaults', 'frontend', 'listen']
const backends: readonly SectionKind[] = ['defaults', 'listen', 'backend']
const proxies: readonly SectionKind[] = ['defaults', 'frontend', 'listen', 'backend']

type Row<O> = readonly [name: string, field: Switches<O>, sections: readonly SectionKind[], summary: string]

const proxyRows: readonly Row<ProxyOptions>[] = [
  ['clitcpka', 'hasClientKeepAlive', frontends, 'Sends TCP keep-alive probes to clients.'],
  ['srvtcpka', 'hasServerKeepAlive', backends, 'Sends TCP keep-alive probes to servers.'],
  ['nolinger', 'hasNoLinger', proxies, 'Closes connections with a reset at once.'],
  ['independent-streams', 'hasIndependentTimeouts', proxies, 'Lets writes alone not count as activity.'],
  ['contstats', 'countsContinuously', frontends, 'Counts traffic while it flows.'],
]

/** On in HTTP mode unless the section says otherwise (3.3). */
export const optionAbortOnClose = defineDirective({
  name: 'option abortonclose',
  summary: 'Gives up streams whose client is gone before a server was reached.',
  manual: '4.2',
  sections: proxies,
  prefixes: ['no', 'default'],
  options: proxyOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.abortsOnClose = prefix === 'default' ? null : prefix === null
  },
})

/** Switches of proxies (manual 4.2). */
export const proxySwitches = proxyRows.map(([name, field, sections, summary]) =>
  defineDirective({
    name: `option ${name}`,
    summary,
    manual: '4.2',
    sections,
    prefixes: ['no', 'default'],
    options: proxyOptions,
    params: [],
    apply(record, _values, { prefix }) {
      record[field] = prefix === null
    },
  }),
)

const logRows: readonly Row<StreamLogOptions>[] = [
  ['dontlognull', 'skipsNull', frontends, 'Logs no connection that brought nothing.'],
  ['dontlog-normal', 'skipsNormal', frontends, 'Logs only what went wrong.'],
  ['logasap', 'logsAsSoonAsPossible', frontends, 'Logs as soon as the server is connected or has answered.'],
  ['log-separate-errors', 'separatesErrors', frontends, 'Logs what went wrong with the level of errors.'],
]

/** Switches of logging (manual 4.2). */
export const logSwitches = logRows.map(([name, field, sections, summary]) =>
  defineDirective({
    name: `option ${name}`,
    summary,
    manual: '4.2',
    sections,
    prefixes: ['no', 'default'],
    options: streamLogOptions,
    params: [],
    apply(record, _values, { prefix }) {
      record[field] = prefix === null
    },
  }),
)

const sendsAtOnce = 'Node sends what it is given at once and coalesces heads and bodies by itself'
const noSplicing = 'data is moved through user space'

const inertRows: readonly (readonly [string, readonly SectionKind[], string, string])[] = [
  ['tcp-smart-accept', frontends, 'Saves an acknowledgement after the accept.', sendsAtOnce],
  ['tcp-smart-connect', backends, 'Saves an acknowledgement after the connect.', sendsAtOnce],
  ['splice-auto', proxies, 'Lets the kernel move data where it pays.', noSplicing],
  ['splice-request', proxies, 'Lets the kernel move requests.', noSplicing],
  ['splice-response', proxies, 'Lets the kernel move responses.', noSplicing],
]

/** Switches that are read and change nothing. */
export const inertSwitches = inertRows.map(([name, sections, summary, withoutEffect]) =>
  defineDirective({
    name: `option ${name}`,
    summary,
    manual: '4.2',
    sections,
    prefixes: ['no', 'default'],
    options: proxyOptions,
    withoutEffect,
    params: [],
    apply() {},
  }),
)

/** `option tcpka`: keep-alive on both sides. */
export const optionTcpka = defineDirective({
  name: 'option tcpka',
  summary: 'Sends TCP keep-alive probes to clients and servers.',
  manual: '4.2',
  sections: proxies,
  options: proxyOptions,
  params: [],
  apply(record) {
    record.hasClientKeepAlive = true
    record.hasServerKeepAlive = true
  },
})

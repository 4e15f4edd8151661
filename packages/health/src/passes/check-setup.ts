import { type ServerLine, serverLines, serverOptions } from '@weir/balance'
import { parseIpAddress, type Span } from '@weir/base'
import { definePass, type PassSite, type ProxyModel } from '@weir/keyword'
import { loadedServerTls } from '@weir/l4'
import { isSpecific } from '../check-address.ts'
import { checksNeedTls } from '../check-needs.ts'
import { ruleOf } from '../check-rule.ts'
import { backendCheckOptions, checkOptionsOf, type ServerCheckOptions, serverCheckOptions } from '../options.ts'

type Report = PassSite['report']

export const checkSetup = definePass({
  name: 'check-setup',
  summary: 'Refuses servers whose checks, agents or tracking cannot work.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      for (const line of proxy.options.get(serverLines).serverLines) checkServer(proxy, line, report)
    }
  },
})

function checkServer(proxy: ProxyModel, line: ServerLine, report: Report): void {
  const options = line.options.get(serverCheckOptions)
  const { track } = line.options.get(serverOptions)
  const alert = (code: string, message: string, span: Span = line.span): void =>
    report({ code: `health/${code}`, severity: 'alert', message, span })
  const server = `'server ${proxy.name}/${line.name}' :`
  if (options.hasAgent && options.agentPort === null) {
    alert('no-agent-port', `${server} server ${line.name} does not have agent port. Agent check has been disabled.`)
  }
  if (options.isChecked && !hasCheckPort(proxy, line, options)) {
    alert('no-check-port', `proxy '${proxy.name}': server '${line.name}' has neither service port nor check port.`)
  }
  if (options.isChecked && options.protocol !== null && !checksByHttp(proxy, options)) {
    const message = `config: backend '${proxy.name}': server '${line.name}' uses an incompatible MUX protocol for the selected check type`
    alert('check-protocol', message)
  }
  const { checks, problem } = line.options.get(loadedServerTls)
  if (checks === null && problem !== null && checksNeedTls(options, proxy.options))
    report({ code: 'health/no-tls', severity: 'alert', stage: 'parsing', message: problem, span: line.span })
  if (track === null) return
  // The word may stand on a `default-server` line.
  const trackSpan = track.span.line === line.span.line && track.span.file === line.span.file ? track.span : line.span
  if (options.isChecked || options.hasAgent) {
    alert('check-and-track', `${server} unable to enable checks and tracking at the same time!`, trackSpan)
  } else if (options.initialState !== 'none') {
    alert('init-state-and-track', `${server} unable to set init-state and tracking at the same time!`, trackSpan)
  }
  const target = (track.target as ServerLine | null)?.options
  if (target === undefined) return
  const followed = target.get(serverCheckOptions)
  if (!followed.isChecked && !followed.hasAgent && target.get(serverOptions).track === null) {
    alert(
      'tracks-unchecked',
      `${server} unable to use ${track.name.includes('/') ? track.name : `${proxy.name}/${track.name}`} for tracking as it does not have any check nor agent enabled.`,
      trackSpan,
    )
  }
}

const checksByHttp = (proxy: ProxyModel, options: ServerCheckOptions): boolean =>
  checkOptionsOf(options, proxy.options.get(backendCheckOptions)).kind?.keyword.name === 'httpchk'

/**
 * Checks need a port: of their own, the server's, or in every connect rule, with one of which they begin. HAProxy does
 * not look at servers whose address is a name, unless checks go elsewhere.
 */
function hasCheckPort(proxy: ProxyModel, line: ServerLine, options: ServerCheckOptions): boolean {
  const { address, portRule, port, text } = line.address
  const elsewhere = options.address !== null && isSpecific(options.address) ? options.address : null
  // What only the C library reads as an address is a host name to HAProxy.
  const isKnown = address !== null && address.kind === 'ip' && parseIpAddress(text) !== null
  if (elsewhere === null ? !isKnown : elsewhere.kind === 'unix') return true
  if (options.port !== null || (portRule === 'fixed' && port > 0)) return true
  if (options.address?.kind === 'ip' && options.address.port > 0) return true
  const { kind, tcpRules, httpRules } = checkOptionsOf(options, proxy.options.get(backendCheckOptions))
  const active = kind?.keyword.name === 'httpchk' ? httpRules : tcpRules
  const rules = active.map(ruleOf).filter((rule) => rule !== null && rule.kind !== 'comment')
  const connects = rules.filter((rule) => rule?.kind === 'connect')
  return rules[0] === connects[0] && connects.length > 0 && connects.every((rule) => rule?.hasPort === true)
}

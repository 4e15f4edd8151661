import { definePass, type LogFormatNode, type PassSite, type ProxyModel, type RuleNode } from '@weir/keyword'
import { streamLogOptions } from '@weir/l4'
import { httpOptions, userListOptions } from './options.ts'

/** Timeouts that only one side of a proxy has. */
const sideOf: Readonly<Record<string, 'frontend' | 'backend'>> = {
  client: 'frontend',
  connect: 'backend',
  queue: 'backend',
  server: 'backend',
  tunnel: 'backend',
}

/** `set-timeout` needs the side that waits for it, `set-retries` servers. */
export const timeoutSides = definePass({
  name: 'timeout-sides',
  summary: "Refuses 'set-timeout' and 'set-retries' for the side that a proxy lacks.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      for (const rule of rulesOf(proxy, 'set-timeout')) {
        const name = String(rule.action.values[0])
        const side = sideOf[name]
        if (side === undefined || (side === 'frontend' ? proxy.isFrontend : proxy.isBackend)) continue
        report({
          stage: 'parsing',
          code: 'l7/timeout-side',
          severity: 'alert',
          message: `error detected in ${proxy.kind} '${proxy.name}' while parsing '${rule.ruleset} set-timeout' rule : proxy '${proxy.name}' has no ${side} capability.`,
          span: rule.span,
          hint: `'${name}' is a timeout of a ${side}`,
        })
      }
      if (proxy.isBackend) continue
      for (const rule of rulesOf(proxy, 'set-retries')) {
        report({
          stage: 'parsing',
          code: 'l7/timeout-side',
          severity: 'alert',
          message: "'set-retries' only available in backend or listen section.",
          span: rule.span,
        })
      }
    }
  },
})

/** HTTP log formats need HTTP; the TCP one takes their place. */
export const httpLogsInTcp = definePass({
  name: 'http-logs-in-tcp',
  summary: "Warns about 'option httplog' in TCP mode.",
  run({ model, report }) {
    for (const proxy of model.proxies) {
      if (!proxy.isFrontend || proxy.isDisabled || proxy.mode !== 'tcp') continue
      const { format } = proxy.options.get(streamLogOptions)
      const name = typeof format === 'string' ? formatOptions[format] : undefined
      if (name === undefined) continue
      const kind = proxy.kind === 'listen' ? 'proxy' : proxy.kind
      const instead = name.endsWith('clf') ? 'option tcplog clf' : 'option tcplog'
      report({
        showsPlace: true,
        code: 'l7/http-log-in-tcp',
        severity: 'warning',
        message: `'${name}' not usable with ${kind} '${proxy.name}' (needs 'mode http'). Falling back to '${instead}'.`,
        span: proxy.lineOf(name.replace(' clf', '')) ?? proxy.span,
      })
    }
  },
})

const formatOptions: Readonly<Record<string, string>> = {
  http: 'option httplog',
  'http-clf': 'option httplog clf',
  https: 'option httpslog',
}

/** The format of identifiers counts once the proxy that makes them is complete. */
export const lateUniqueIds = definePass({
  name: 'late-unique-ids',
  summary: "Refuses a wrong 'unique-id-format' of a proxy that uses it.",
  run({ model, report }) {
    const reported = new Set<LogFormatNode>()
    for (const proxy of model.proxies) {
      const { uniqueIdFormat } = proxy.options.get(httpOptions)
      if (proxy.isDisabled || uniqueIdFormat === null || reported.has(uniqueIdFormat)) continue
      reported.add(uniqueIdFormat)
      for (const fault of uniqueIdFormat.faults ?? []) report({ ...fault, showsPlace: true })
    }
  },
})

/** `capture … id` names a slot of the frontend; those of a backend are those of whatever frontend comes. */
export const captureSlots = definePass({
  name: 'capture-slots',
  summary: 'Refuses captures into slots that no line declares.',
  run({ model, report }) {
    for (const proxy of model.proxies) {
      const captures = rulesOf(proxy, 'capture')
      if (!proxy.isFrontend) {
        reportCapturesOfBackend(proxy, captures, report)
        continue
      }
      const added = captures.filter(({ action }) => slotOf(action.values)?.maxLength != null).length
      const { requestCaptures, responseCaptures } = proxy.options.get(httpOptions)
      for (const rule of captures) {
        const slot = slotOf(rule.action.values)
        if (slot === null || slot.maxLength !== null) continue
        const isRequest = rule.ruleset === 'http-request'
        const count = isRequest ? requestCaptures.length + added : responseCaptures.length
        if (slot.index < count) continue
        report({
          code: 'l7/capture-slot',
          severity: 'alert',
          message: `Proxy '${proxy.name}': unable to find capture id '${slot.index}' referenced by ${rule.ruleset} capture rule.`,
          span: rule.span,
          hint: `declare it: 'declare capture ${isRequest ? 'request' : 'response'} len <length>'`,
        })
      }
    }
  },
})

/** Slots are those of a frontend, so that a backend can add none. */
function reportCapturesOfBackend(proxy: ProxyModel, captures: readonly RuleNode[], report: PassSite['report']): void {
  for (const rule of captures) {
    if (slotOf(rule.action.values)?.maxLength == null) continue
    const { defaults } = proxy
    const isInherited = defaults?.rules.get(rule.ruleset)?.includes(rule) === true
    report({
      stage: 'parsing',
      code: 'l7/capture-slot',
      severity: 'alert',
      message: isInherited
        ? `a backend cannot inherit from a defaults section that captures (defaults section at ${defaults.span.file}:${defaults.span.line}).`
        : `error detected in backend '${proxy.name}' while parsing '${rule.ruleset} capture' rule : proxy '${proxy.name}' has no frontend capability.`,
      span: isInherited ? proxy.span : rule.span,
    })
  }
}

/** Users and groups of a list may name each other in any order, but have to exist. */
export const userListNames = definePass({
  name: 'user-list-names',
  summary: 'Refuses user lists that name a user or a group they do not have.',
  run(site) {
    for (const section of site.model.sections) {
      if (section.kind !== 'userlist') continue
      const { groups, declaredGroups, declaredUsers } = section.options.get(userListOptions)
      for (const [group, members] of groups) {
        if (!declaredGroups.has(group))
          complain(site, section, `no such group '${group}' specified in user '${members[0] ?? ''}'`)
        else
          for (const user of members.filter((member) => !declaredUsers.has(member)))
            complain(site, section, `no such user '${user}' specified in group '${group}'`)
      }
    }
  },
})

function complain({ report }: PassSite, section: PassSite['model']['sections'][number], what: string): void {
  const message = `userlist '${section.name}': ${what}`
  report({ code: 'l7/user-list-name', severity: 'alert', message, span: section.span })
}

function rulesOf(proxy: ProxyModel, action: string): RuleNode[] {
  return [...proxy.rules.values()].flat().filter((rule) => rule.action.keyword.name === action)
}

function slotOf(values: readonly unknown[]): { readonly maxLength: number | null; readonly index: number } | null {
  const slot = values[1]
  return typeof slot === 'object' && slot !== null && 'maxLength' in slot && 'index' in slot
    ? (slot as { maxLength: number | null; index: number })
    : null
}

import { defineCheck, defineDirective } from '@weir/keyword'
import type { CheckFactory } from '../check-factory.ts'
import { bindRules, createTcpScript, ruleOf } from '../check-rule.ts'
import { backendCheckOptions } from '../options.ts'

const create: CheckFactory = ({ options, binder }) => {
  const rules = options.tcpRules.filter((call) => ruleOf(call)?.kind !== 'comment')
  const isConnectOnly = rules.every((call) => ruleOf(call)?.kind === 'connect')
  const script = createTcpScript(bindRules(options.tcpRules, 'tcp-check', binder), isConnectOnly)
  return rules.length > 0 ? script : { ...script, success: { status: 'L4OK', code: 0, info: null } }
}

export const tcpCheck = defineCheck({
  name: 'tcp-check',
  summary: 'Connects, then sends and expects what tcp-check rules say.',
  create,
})

export const optionTcpCheck = defineDirective({
  name: 'option tcp-check',
  summary: 'Checks servers with a connection and the tcp-check rules.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { span }) {
    record.kind = { keyword: tcpCheck, name: 'tcp-check', values: [], span }
  },
})

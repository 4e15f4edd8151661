/** `set-var`, `set-var-fmt` and `unset-var` in every ruleset that has them (manual 4.2, `http-request set-var`). */
import { custom, defineAction, expression, verdicts } from '@weir/keyword'
import { longestText } from '../buffer.ts'
import { bindSetVariable, readSetTarget } from '../set-variable.ts'

const rulesets = [
  'tcp-request connection',
  'tcp-request session',
  'tcp-request content',
  'tcp-response content',
  'http-request',
  'http-response',
  'http-after-response',
  'http-check',
  'tcp-check',
] as const

const target = custom('variable', '(<var-name>[,<cond>...])', (reader) => readSetTarget(reader))

export const setVar = defineAction({
  name: 'set-var',
  summary: 'Sets a variable to the value of an expression, with its type.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [target, expression('expression')],
  bind([variable, node], binder) {
    const evaluate = binder.expression(node)
    const set = bindSetVariable(variable)
    return (context) => {
      const value = evaluate(context)
      if (value !== null) set(context, value)
      return verdicts.proceed
    }
  },
})

/** A line that ends here means an empty text. */
const formatOrNothing = custom('format', '<format>', (reader) =>
  reader.host.logFormat(reader, reader.next() ?? { text: '', span: reader.keyword.span }),
)

export const setVarFmt = defineAction({
  name: 'set-var-fmt',
  summary: 'Sets a variable to the text of a log format.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [target, formatOrNothing],
  bind([variable, node], binder) {
    const format = binder.logFormat(node, 'variable')
    const set = bindSetVariable(variable)
    const longest = longestText(binder)
    return (context) => {
      set(context, format(context).slice(0, longest))
      return verdicts.proceed
    }
  },
})

export const unsetVar = defineAction({
  name: 'unset-var',
  summary: 'Takes a variable its value.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [custom('variable', '(<var-name>)', (reader) => readSetTarget(reader, false))],
  bind([{ variable }]) {
    const { scope, name } = variable
    return (context) => {
      context.variables?.store(scope)?.unset(name)
      return verdicts.proceed
    }
  },
})

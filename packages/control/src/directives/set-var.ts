import { custom, defineDirective, expression, logFormat } from '@weir/keyword'
import { parseVariableName } from '@weir/sample'
import { variableOptions } from '../options.ts'

const processVariable = custom<string>('variable', '<proc.name>', (reader) => {
  const text = reader.next()?.text ?? ''
  const name = parseVariableName(text)
  if ('error' in name) return reader.fail(`'${reader.keyword.text}': ${name.error}`)
  return name.scope === 'proc'
    ? name.name
    : reader.fail(`'${reader.keyword.text}': variable '${text}' must be in scope 'proc'`)
})

/** Variables of the process that are set before anything runs. Manual 3.1. */
export const processVariableDirectives = [
  defineDirective({
    name: 'set-var',
    summary: 'Sets a variable of the process to the result of an expression.',
    manual: '3.1',
    sections: ['global'],
    phase: 'configuration parser',
    options: variableOptions,
    params: [processVariable, expression('expression')],
    apply(record, [name, value]) {
      record.assignments.push({ name, kind: 'expression', value })
    },
  }),
  defineDirective({
    name: 'set-var-fmt',
    summary: 'Sets a variable of the process to the result of a log format.',
    manual: '3.1',
    sections: ['global'],
    phase: 'configuration parser',
    options: variableOptions,
    params: [processVariable, logFormat('format')],
    apply(record, [name, value]) {
      record.assignments.push({ name, kind: 'format', value })
    },
  }),
]

import type { SampleValue } from '@weir/keyword'
import { defineRuntimeCommand, failure } from '../command.ts'

const prefix = 'proc.'

/** Variables of the process. Management manual 9.3. */
export const variableCommands = [
  defineRuntimeCommand({
    name: 'get var',
    usage: 'get var <name>',
    summary: 'Retrieve contents of a process-wide variable.',
    level: 'operator',
    run({ args, view }) {
      const [name] = args
      if (name === undefined) return failure('Missing process-wide variable identifier.')
      const value = name.startsWith(prefix) ? (view.variables?.get(name.slice(prefix.length)) ?? null) : null
      if (value === null) return failure('Variable not found.')
      return `${name}: type=${typeName(value)} value=<${formatValue(value)}>\n`
    },
  }),
  defineRuntimeCommand({
    name: 'set var',
    usage: 'set var <name> <expression>',
    summary: 'Set a process-wide variable to a constant (experimental).',
    level: 'admin',
    isExperimental: true,
    run({ args, view, session }) {
      const [name, expression] = args
      if (!session.isExperimental) return failure('This command is restricted to experimental mode only.')
      if (name === undefined || !name.startsWith(prefix)) return failure('Missing process-wide variable identifier.')
      const match = /^(str|int|bool)\((.*)\)$/.exec(expression ?? '')
      if (match === null || view.variables === null) return failure("Expects 'str(...)', 'int(...)' or 'bool(...)'.")
      const [, type, text] = match
      const value =
        type === 'str' ? text! : type === 'int' ? Number.parseInt(text!, 10) : text === 'true' || text === '1'
      return view.variables.set(name.slice(prefix.length), value) ? '' : failure('Not enough memory for this variable.')
    },
  }),
]

function typeName(value: SampleValue): string {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'sint'
  if (typeof value === 'string') return 'str'
  if (value instanceof Uint8Array) return 'bin'
  return value.family === 4 ? 'ipv4' : 'ipv6'
}

function formatValue(value: SampleValue): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
}

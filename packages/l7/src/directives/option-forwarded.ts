import { type ArgumentReader, custom, defineDirective, type ExpressionNode, FAILED, type Failed } from '@weir/keyword'
import type { ForwardedNode, ForwardedSource } from '../forwarded.ts'
import { httpOptions } from '../options.ts'

const fields = { host: 'host', by: 'by', by_port: 'byPort', for: 'for', for_port: 'forPort' } as const

type Field = keyof typeof fields

const isField = (text: string): text is Field => Object.hasOwn(fields, text)

const usage = `[proto] ${Object.keys(fields)
  .map((name) => `[${name} | ${name}-expr <expr>]`)
  .join(' ')}`

const parts = custom('parts', usage, (reader): ForwardedNode | Failed => {
  const found: Record<(typeof fields)[Field], ForwardedSource | null> & { proto: boolean } = {
    proto: false,
    host: null,
    by: null,
    byPort: null,
    for: null,
    forPort: null,
  }
  if (reader.peek() === null) return { ...found, proto: true, for: 'own' }
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const name = word.text.replace(/-expr$/, '')
    if (word.text === 'proto') found.proto = true
    else if (!isField(name)) return reader.fail(`'option forwarded' : unknown keyword '${word.text}'`)
    else if (word.text === name) found[fields[name]] = 'own'
    else {
      const node = readExpression(reader)
      if (node === FAILED) return FAILED
      found[fields[name]] = node
    }
  }
  for (const side of ['by', 'for'] as const) {
    const port = found[`${side}Port`]
    if (port === null || found[side] !== null) continue
    const name = port === 'own' ? `${side}_port` : `${side}_port-expr`
    reader.warn(`'${name}' will be ignored because both '${side}' and '${side}-expr' are unset`)
  }
  return found
})

function readExpression(reader: ArgumentReader): ExpressionNode | Failed {
  if (reader.peek() === null) {
    return reader.fail("'option forwarded' : missing expression", { code: 'config/missing-argument' })
  }
  return reader.host.expression(reader)
}

export const optionForwarded = defineDirective({
  name: 'option forwarded',
  summary: 'Adds an element to the Forwarded header of requests (RFC 7239).',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  prefixes: ['no'],
  needsHttp: true,
  options: httpOptions,
  phase: 'backend http-request header rule',
  params: [parts],
  apply(record, [node], { prefix }) {
    record.forwarded = prefix === null ? node : null
  },
})

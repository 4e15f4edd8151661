import type { Model, ProxyModel, RuleNode, SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLines, setFile } from '../testing/lines.ts'
import { undeclaredStatuses } from './undeclared-statuses.ts'

setFile('/404', '')
const pages = readLines('http-errors', ['errorfile 404 /404'], 'e') as unknown as SectionModel

/** The warnings about a backend of these lines, whose references all lead to section `e`. */
function check(...lines: string[]): string[] {
  const { options, rules, complaints } = readLines('backend', lines, 'b')
  expect(complaints).toEqual([])
  settle(rules.values(), options)
  const proxy = {
    kind: 'backend',
    name: 'b',
    options,
    rules,
    defaults: null,
    isDisabled: false,
  } as unknown as ProxyModel
  const messages: string[] = []
  undeclaredStatuses.run({
    model: { proxies: [proxy], defaults: [] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  return messages
}

function settle(rules: Iterable<RuleNode[]>, settings: object): void {
  const seen = new Set<object>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if ('kind' in value && value.kind === 'http-errors') Object.assign(value, { target: pages })
    const parts = value instanceof Map || Array.isArray(value) ? [...value.values()] : Object.values(value)
    for (const part of parts) visit(part)
  }
  for (const list of rules) visit(list)
  for (const [, record] of (settings as { entries(): Iterable<[object, object]> }).entries()) visit(record)
}

const ofReply = (status: number) =>
  `warning Proxy 'b': status '${status}' referenced by an http reply not declared in http-errors section 'e'.`
const ofLine = (status: number) =>
  `warning proxy 'b' : status '${status}' not declared in http-errors section 'e' (at test.cfg:1).`

test.each([
  ['http-request return errorfiles e', [ofReply(200)]],
  ['http-request return status 404 errorfiles e', []],
  ['http-request deny errorfiles e', [ofReply(403)]],
  ['http-request tarpit errorfiles e', [ofReply(500)]],
  ['http-response deny errorfiles e', [ofReply(502)]],
  ['errorfiles e', []],
  ['errorfiles e 403 404', [ofLine(403)]],
  ['http-error status 403 errorfiles e', [ofLine(403)]],
])('%s', (line, expected) => expect(check(line)).toEqual(expected))

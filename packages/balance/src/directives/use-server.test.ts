import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test('rules keep their order; a name refers to a server, a format is evaluated', () => {
  const rules = readBalance('use-server a if { always_true }\nuse-server %[str(b)] unless { always_false }').useServer
  expect(rules.map((rule) => ('items' in rule.server ? 'format' : rule.server.name))).toEqual(['a', 'format'])
  expect(rules.map((rule) => rule.condition?.polarity)).toEqual(['if', 'unless'])
})

test.each([
  ['use-server', "'use-server' expects <server>"],
  ['use-server a', "'use-server' requires either 'if' or 'unless' followed by a condition."],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

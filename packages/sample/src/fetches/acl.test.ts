import type { AclNode, ExpressionNode, Reference } from '@weir/keyword'
import { expect, test } from 'vitest'
import { createTestContext, createTestLanguage } from '../testing/language.ts'

const language = createTestLanguage()

/** The ACL lines that the names stand for, taken from a condition. */
const acls: Readonly<Record<string, readonly AclNode[]>> = {
  yes: language.parseCondition('if { str(a) a }').alternatives[0]![0]!.acls,
  no: language.parseCondition('if { str(a) b }').alternatives[0]![0]!.acls,
}

/** Does what the language does after the last line. */
function settle(node: ExpressionNode): void {
  for (const { reference } of node.fetch.values[0] as readonly { reference: Reference }[]) {
    reference.target = acls[reference.name] ?? null
  }
}

test.each([
  ['acl(yes)', true],
  ['acl(no)', null],
  ['acl(!no)', true],
  ['acl(yes,!no)', true],
  ['acl(yes,no)', null],
])('%s gives %o', (expression, expected) => {
  const node = language.parseExpression(expression)
  settle(node)
  expect(language.binder.expression(node)(createTestContext())).toBe(expected)
})

test('refuses no name, an empty one, and more than twelve', () => {
  expect(() => language.parseExpression('acl')).toThrow(/expects the name of an ACL/)
  expect(() => language.parseExpression('acl(!)')).toThrow(/expects the name of an ACL/)
  expect(() => language.parseExpression(`acl(${'a,'.repeat(12)}a)`)).toThrow(/at most 12/)
})

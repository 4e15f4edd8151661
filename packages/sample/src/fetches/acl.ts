import { type AclNode, custom, declaredAs, defineFetch, FAILED, type Reference } from '@weir/keyword'
import type { SampleBinder } from '../compile/binder.ts'

interface NamedTest {
  readonly isNegated: boolean
  readonly reference: Reference<readonly AclNode[]>
}

/** A conjunction of named ACLs, each possibly negated; no sample when one of them fails. Manual 7.3.2. */
export const acl = defineFetch({
  name: 'acl',
  summary: 'True when all the named ACLs match.',
  manual: '7.3.2',
  out: 'bool',
  source: 'constant',
  params: [
    declaredAs(
      custom('names', '<[!]name>[,…]', (reader) => {
        const tests: NamedTest[] = []
        for (let word = reader.next(); word !== null; word = reader.next()) {
          const isNegated = word.text.startsWith('!')
          const name = isNegated ? word.text.slice(1) : word.text
          if (name === '') return reader.fail('expects the name of an ACL')
          tests.push({ isNegated, reference: reader.host.reference('acl', name, word.span) as NamedTest['reference'] })
        }
        if (tests.length === 0) {
          reader.fail('expects the name of an ACL')
          return FAILED
        }
        if (tests.length > 12) return reader.fail('expects at most 12 names of ACLs')
        return tests
      }),
      1,
      12,
    ),
  ],
  bind([tests], binder) {
    const bound = tests.map(({ isNegated, reference }) => {
      const lines = binder.resolve<readonly AclNode[]>(reference).map((node) => (binder as SampleBinder).acl(node))
      return { isNegated, lines }
    })
    return (context) => {
      for (const { isNegated, lines } of bound) {
        let matches = false
        for (let index = 0; !matches && index < lines.length; index++) matches = lines[index]!(context)
        if (matches === isNegated) return null
      }
      return true
    }
  },
})

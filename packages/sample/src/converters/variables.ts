/** Variables inside an expression (manual 7.3.1). */
import { custom, declaredAs, defineConverter, FAILED } from '@weir/keyword'
import { variableName } from '../parameters.ts'
import { bindSetVariable, isSetCondition, type SetCondition, setConditions } from '../set-variable.ts'

export const setVar = defineConverter({
  name: 'set-var',
  summary: 'Sets a variable to the input and passes it on, or gives no sample when a condition does not hold.',
  manual: '7.3.1',
  in: 'any',
  out: 'any',
  params: [
    variableName('var'),
    declaredAs(
      custom('conditions', '[cond]*', (reader) => {
        const conditions: SetCondition[] = []
        for (let word = reader.next(); word !== null; word = reader.next()) {
          if (word.text === '') continue
          if (!isSetCondition(word.text)) {
            reader.fail(`unknown condition '${word.text}'`, { hint: `the conditions are ${setConditions.join(', ')}` })
            return FAILED
          }
          conditions.push(word.text)
        }
        return conditions.length <= 4 ? conditions : reader.fail('expects at most 4 conditions')
      }),
      0,
      4,
    ),
  ],
  examples: [
    { expression: 'int(5),set-var(txn.x),add(txn.x)', gives: '10' },
    { expression: 'int(5),set-var(txn.x,ifexists)', gives: null },
  ],
  bind([variable, conditions]) {
    const set = bindSetVariable({ variable, conditions })
    return (input, context) => (set(context, input) ? input : null)
  },
})

export const unsetVar = defineConverter({
  name: 'unset-var',
  summary: 'Takes a variable its value and passes the input on.',
  manual: '7.3.1',
  in: 'any',
  out: 'any',
  params: [variableName('var')],
  examples: [{ expression: 'str(a),set-var(txn.x),unset-var(txn.x),concat(,txn.x,b)', gives: 'ab' }],
  bind:
    ([{ scope, name }]) =>
    (input, context) => {
      context.variables?.store(scope)?.unset(name)
      return input
    },
})

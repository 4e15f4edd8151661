import { custom, defineAction, verdicts } from '@weir/keyword'
import { bindRule, type CheckRule } from '../check-rule.ts'

export const comment = defineAction({
  name: 'comment',
  summary: 'Names the following rule in messages about it.',
  manual: '4.2',
  rulesets: ['tcp-check', 'http-check'],
  params: [
    custom('string', '<string>', (reader) => {
      const word = reader.next()
      if (word === null) return reader.fail("'comment' expects a string", { code: 'config/missing-argument' })
      // What follows the text is not read.
      while (reader.peek() !== null) reader.next()
      const rule: CheckRule = {
        kind: 'comment',
        label: 'comment',
        comment: word.text,
        timeoutStatus: 'L7TOUT',
        bind: () => () => verdicts.proceed,
      }
      return rule
    }),
  ],
  bind: bindRule,
})

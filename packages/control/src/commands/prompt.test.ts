import { testDialogue } from '../testing/answers.ts'

testDialogue('explains itself and refuses other words', [
  ['prompt help', /^Usage: prompt /],
  ['prompt x', /^Usage: prompt /],
  ['prompt n', ''],
])

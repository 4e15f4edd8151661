import { checkDialogue } from '../testing/answers.ts'

checkDialogue('explains itself and refuses other words', [
  ['prompt help', /^Usage: prompt /],
  ['prompt x', /^Usage: prompt /],
  ['prompt n', ''],
])

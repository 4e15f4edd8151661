import { testDialogue } from '../testing/answers.ts'

testDialogue('prints words', [
  ['echo a  b', 'a b\n'],
  ['echo', '\n'],
])

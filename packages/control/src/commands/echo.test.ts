import { checkDialogue } from '../testing/answers.ts'

checkDialogue('prints words', [
  ['echo a  b', 'a b\n'],
  ['echo', '\n'],
])

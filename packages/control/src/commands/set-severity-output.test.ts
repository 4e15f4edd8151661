import { checkDialogue } from '../testing/answers.ts'

checkDialogue('takes three words', [
  ['set severity-output', "one of 'none', 'number', 'string' is a required argument\n"],
  ['set severity-output number; get weight be/zz', '\n[3]: No such server.\n'],
])

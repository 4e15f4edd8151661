import { testDialogue } from '../testing/answers.ts'

testDialogue('takes three words', [
  ['set severity-output', "one of 'none', 'number', 'string' is a required argument\n"],
  ['set severity-output number; get weight be/zz', '\n[3]: No such server.\n'],
])

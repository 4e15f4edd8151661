import { checkDialogue } from '../testing/answers.ts'

checkDialogue('takes seconds or a unit', [
  ['set timeout', "'set timeout' only supports 'cli'.\n"],
  ['set timeout foo 1', "'set timeout' only supports 'cli'.\n"],
  ['set timeout cli', 'Expects an integer value.\n'],
  ['set timeout cli 10x', 'Invalid timeout value.\n'],
  ['set timeout cli 5m', ''],
])

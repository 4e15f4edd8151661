import { checkDialogue } from '../testing/answers.ts'

checkDialogue('modes are shown and set', [
  ['expert-mode', 'expert-mode is OFF\n'],
  ['expert-mode on; expert-mode', '\nexpert-mode is ON\n'],
  [
    'experimental-mode on; experimental-mode; experimental-mode off; experimental-mode',
    '\nexperimental-mode is ON\n\n\nexperimental-mode is OFF\n',
  ],
])

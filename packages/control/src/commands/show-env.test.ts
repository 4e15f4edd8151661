import { checkDialogue } from '../testing/answers.ts'

checkDialogue('prints variables', [
  ['show env', 'HOME=/root\n'],
  ['show env HOME', 'HOME=/root\n'],
  ['show env NOPE', 'Variable not found\n'],
])

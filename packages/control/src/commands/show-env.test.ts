import { testDialogue } from '../testing/answers.ts'

testDialogue('prints variables', [
  ['show env', 'HOME=/root\n'],
  ['show env HOME', 'HOME=/root\n'],
  ['show env NOPE', 'Variable not found\n'],
])

import { checkDialogue } from '../testing/answers.ts'

checkDialogue('reads and sets weights', [
  ['get weight be/s1', '10 (initial 10)\n'],
  ['get weight be/zz', 'No such server.\n'],
  ['get weight', "Require 'backend/server'.\n"],
  ['set weight be/s1 5; get weight be/s1', '\n5 (initial 10)\n'],
  ['set weight be/s1 50%; get weight be/s1', '\n5 (initial 10)\n'],
  ['set weight be/s1 30000%; get weight be/s1', '\n256 (initial 10)\n'],
  ['set weight be/s1 abc', 'Empty weight string empty or preceded by garbage'],
  ['set weight be/s1 5x', 'Trailing garbage in weight string'],
  ['set weight be/s1 300', 'Absolute weight can only be between 0 and 256 inclusive.\n'],
  ['set weight be/s1 -5%', 'Relative weight must be positive.\n'],
  ['set weight be/s1', 'Require <weight> or <weight%>.\n'],
])

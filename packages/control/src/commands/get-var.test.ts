import { checkDialogue } from '../testing/answers.ts'

checkDialogue('reads and sets variables of the process', [
  ['get var', 'Missing process-wide variable identifier.\n'],
  ['get var proc.x', 'Variable not found.\n'],
  ['set var proc.x int(5)', 'This command is restricted to experimental mode only.\n'],
  ['experimental-mode on; set var proc.x int(5); get var proc.x', '\n\nproc.x: type=sint value=<5>\n'],
  ['experimental-mode on; set var proc.y str(a)', '\n'],
  ['get var proc.y', 'proc.y: type=str value=<a>\n'],
  ['experimental-mode on; set var proc.y foo', "\nExpects 'str(...)', 'int(...)' or 'bool(...)'.\n"],
])

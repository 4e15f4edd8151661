import { checkDialogue } from '../testing/answers.ts'

checkDialogue('tells of sockets and levels', [
  ['show cli sockets', '# socket lvl processes\nunix@/run/c.sock admin all\n'],
  ['show cli level', 'admin\n'],
])

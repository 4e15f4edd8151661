import { testDialogue } from '../testing/answers.ts'

testDialogue('tells of sockets and levels', [
  ['show cli sockets', '# socket lvl processes\nunix@/run/c.sock admin all\n'],
  ['show cli level', 'admin\n'],
])

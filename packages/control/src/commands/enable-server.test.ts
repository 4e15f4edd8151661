import { checkDialogue } from '../testing/answers.ts'

checkDialogue('turns maintenance on and off', [
  ['disable server be/s1', ''],
  ['show stat be 4 1', /,MAINT,/],
  ['enable server be/s1', ''],
  ['show stat be 4 1', /,no check,/],
  ['enable server', "Require 'backend/server'.\n"],
  ['disable server be/zz', 'No such server.\n'],
])

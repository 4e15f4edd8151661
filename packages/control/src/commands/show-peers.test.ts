import { checkDialogue } from '../testing/answers.ts'

checkDialogue('tells of peers', [
  ['show peers', ''],
  ['show peers mesh', 'No such peers\n'],
  ['show peers dict mesh', 'No such peers\n'],
])

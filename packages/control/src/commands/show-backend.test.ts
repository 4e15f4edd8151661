import { testDialogue } from '../testing/answers.ts'

testDialogue('lists backends', [['show backend', '# name\nbe\ntb\n']])

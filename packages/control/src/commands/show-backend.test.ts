import { checkDialogue } from '../testing/answers.ts'

checkDialogue('lists backends', [['show backend', '# name\nbe\ntb\n']])

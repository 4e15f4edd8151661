import { checkDialogue } from '../testing/answers.ts'

checkDialogue('prints the version', [['show version', '3.5-dev5\n']])

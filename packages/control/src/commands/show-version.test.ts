import { testDialogue } from '../testing/answers.ts'

testDialogue('prints the version', [['show version', '3.5-dev5\n']])

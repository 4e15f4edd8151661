import { testDialogue } from '../testing/answers.ts'

testDialogue('ends the session before the rest of the line', [['quit; show version', '']])

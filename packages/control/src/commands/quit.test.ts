import { checkDialogue } from '../testing/answers.ts'

checkDialogue('ends the session before the rest of the line', [['quit; show version', '']])

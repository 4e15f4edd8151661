import { checkDialogue } from '../testing/answers.ts'

checkDialogue('levels only go down', [['operator; user; operator; show cli level', '\n\n\nuser\n']])

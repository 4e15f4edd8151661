import { testDialogue } from '../testing/answers.ts'

testDialogue('levels only go down', [['operator; user; operator; show cli level', '\n\n\nuser\n']])

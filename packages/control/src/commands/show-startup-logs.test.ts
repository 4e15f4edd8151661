import { checkDialogue } from '../testing/answers.ts'

checkDialogue('prints what was said at the start', [['show startup-logs', '[NOTICE] started\n']])

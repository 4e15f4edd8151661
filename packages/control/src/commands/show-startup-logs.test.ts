import { testDialogue } from '../testing/answers.ts'

testDialogue('prints what was said at the start', [['show startup-logs', '[NOTICE] started\n']])

import { checkDialogue } from '../testing/answers.ts'

checkDialogue('pauses, resumes and stops listeners', [
  ['enable frontend', 'A frontend name is expected.\n'],
  ['enable frontend zz', 'No such frontend.\n'],
  ['enable frontend fe', 'All sockets are already enabled.\n'],
  ['disable frontend fe', ''],
  ['disable frontend fe', 'All sockets are already disabled.\n'],
  ['show stat fe 1 -1', /,PAUSED,/],
  ['enable frontend fe', ''],
  ['shutdown frontend fe', ''],
  ['shutdown frontend fe', 'Frontend was already shut down.\n'],
  ['enable frontend fe', 'Frontend was previously shut down, cannot enable.\n'],
  ['show stat fe 1 -1', /,STOP,/],
])

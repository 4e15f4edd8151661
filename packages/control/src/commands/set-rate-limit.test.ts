import { checkDialogue } from '../testing/answers.ts'

checkDialogue('sets limits of the process', [
  ['set rate-limit', /^'set rate-limit' only supports :\n/],
  ['set rate-limit connections foo 1', /^'set rate-limit' only supports :\n/],
  ['set rate-limit connections global', 'Expects an integer value.\n'],
  ['set rate-limit connections global -1', 'Value out of range.\n'],
  ['set rate-limit connections global 10; set rate-limit sessions global 20', '\n'],
  ['show info', /\nConnRateLimit: 10\n(.*\n)*SessRateLimit: 20\n/],
  ['set rate-limit ssl-sessions global 30', ''],
  ['set rate-limit http-compression global 5', ''],
  ['set rate-limit connections global 0', ''],
  ['show info', /\nConnRateLimit: 0\n/],
])

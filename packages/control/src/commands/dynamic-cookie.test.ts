import { checkDialogue } from '../testing/answers.ts'

checkDialogue('wants a backend, and a key to set', [
  ['enable dynamic-cookie backend', 'A backend name is expected.\n'],
  ['enable dynamic-cookie backend zz', 'No such backend.\n'],
  ['disable dynamic-cookie backend be', ''],
  ['set dynamic-cookie-key backend be', 'String value expected.\n'],
  ['set dynamic-cookie-key backend zz foo', 'No such backend.\n'],
  ['set dynamic-cookie-key backend be foo', ''],
])

import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'removes entries',
  [
    ['del map /hosts.map a.com', ''],
    ['del map /hosts.map a.com', 'Key not found.\n'],
    ['del map /hosts.map #0x2', ''],
    ['del map /hosts.map #0x2', 'Key not found.\n'],
    ['del map', 'This command expects two parameters: map identifier and key.\n'],
    ['del acl #1 1.2.3.4', ''],
    ['show map #0; show acl #1', '\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

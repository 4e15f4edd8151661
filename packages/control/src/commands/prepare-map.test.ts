import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'starts versions',
  [
    ['prepare map /hosts.map', 'New version created: 1\n'],
    ['prepare map', 'Unknown map identifier. Please use #<id> or <file>.\n'],
    ['prepare acl #1', 'New version created: 1\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'empties sets',
  [
    ['clear map', 'Missing map identifier.\n'],
    ['prepare map #0; add map @1 #0 k v; clear map @1 #0; show map @1 #0', 'New version created: 1\n\n\n\n'],
    ['clear map /hosts.map; show map #0', '\n'],
    ['clear acl #1; show acl #1', '\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

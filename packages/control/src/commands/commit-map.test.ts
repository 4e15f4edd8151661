import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'puts versions in force',
  [
    [
      'prepare map #0; add map @1 #0 z.com be9; show map #0',
      'New version created: 1\n\n\n0x000000000001 a.com be1\n0x000000000002 b.com be2\n',
    ],
    ['show map @1 #0', '0x000000000001 z.com be9\n'],
    ['commit map @1 #0; show map #0', /^\n0x\w+ z\.com be9\n$/],
    ['commit map @7 #0', 'Version number out of range.\n'],
    ['commit map #0', 'Missing version number.\n'],
    ['show map', /curr_ver=1 next_ver=1 entry_cnt=1\n$/],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

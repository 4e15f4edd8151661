import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'changes values',
  [
    ['set map /hosts.map a.com x y', ''],
    ['set map /hosts.map #0x2 z', ''],
    ['set map /hosts.map zzz z', 'entry not found.\n'],
    ['set map /hosts.map a.com', "'set map' expects three parameters: map identifier, key and value.\n"],
    ['show map #0', '0x000000000001 a.com x\n0x000000000002 b.com z\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'looks keys up',
  [
    [
      'get map /hosts.map a.com',
      'type=str, case=sensitive, found=yes, idx=tree, key="a.com", value="be1", type="str"\n',
    ],
    ['get map /hosts.map zz', 'type=str, case=sensitive, found=no\n'],
    ['get map', 'Missing map identifier and/or key.\n'],
    ['get map #0', 'Missing map identifier and/or key.\n'],
    ['get acl #1 1.2.3.4', 'type=str, case=sensitive, match=yes, idx=tree, pattern="1.2.3.4"\n'],
    ['get acl #1', 'Missing ACL identifier and/or key.\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'adds entries',
  [
    ['add map /hosts.map c.com be3', ''],
    ['add map /hosts.map d.com be4 more', ''],
    [
      'add map /hosts.map c.com',
      "'add map' expects three parameters (map identifier, key and value) or one parameter (map identifier) and a payload\n",
    ],
    [
      'add map',
      "'add map' expects three parameters (map identifier, key and value) or one parameter (map identifier) and a payload\n",
    ],
    [
      'add map foo',
      "'add map' expects three parameters (map identifier, key and value) or one parameter (map identifier) and a payload\n",
    ],
    ['prepare map #0; add map @2 #0 a b', /\nVersion number in the future, please use 'prepare map' before\.\n/],
    ['add map foo a b', 'Unknown map identifier. Please use #<id> or <file>.\n'],
    ['add map /hosts.map <<\ne.com be5\n f.com  be6 \n', ''],
    ['add map /hosts.map <<\ng.com\n', "Missing value for key 'g.com'.\n"],
    ['show map #0', /a\.com be1\n.* b\.com be2\n.* c\.com be3\n.* d\.com be4\n.* e\.com be5\n.* f\.com be6 \n$/],
    ['add acl #1 9.9.9.9', ''],
    ['add acl #1', "'add acl' expects two parameters: ACL identifier and pattern.\n"],
    ['show acl #1', '0x000000000001 1.2.3.4\n0x000000000002 9.9.9.9\n'],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'lists and dumps',
  [
    [
      'show map',
      "# id (file) description\n0 (/hosts.map) pattern loaded from file '/hosts.map' used by . curr_ver=0 next_ver=0 entry_cnt=2\n",
    ],
    ['show acl', /^# id \(file\) description\n1 \(\) /],
    ['show map /hosts.map', '0x000000000001 a.com be1\n0x000000000002 b.com be2\n'],
    ['show map #0', '0x000000000001 a.com be1\n0x000000000002 b.com be2\n'],
    ['show map #1', 'Unknown map identifier. Please use #<id> or <file>.\n'],
    ['show map foo', 'Unknown map identifier. Please use #<id> or <file>.\n'],
    ['show acl #1', '0x000000000001 1.2.3.4\n'],
    ['show acl #0', 'Unknown ACL identifier. Please use #<id> or <file>.\n'],
    ['show map @9 /hosts.map', ''],
  ],
  ({ patterns }) => {
    patterns.open('/hosts.map', true)
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.add('1.2.3.4')
  },
)

checkDialogue(
  'says where files and lists are used',
  [
    [
      'show map',
      /0 \(\/hosts\.map\) pattern .* used by map at file 'a\.cfg' line 7, by map at file 'b\.cfg' line 1\. curr/,
    ],
    ['show acl', /\n0 \(\/hosts\.map\) pattern .*\n1 \(\) acl 'src' file 'b\.cfg' line 2\. curr/],
  ],
  ({ patterns }) => {
    const at = (file: string, line: number) => ({ file, line, column: 1, length: 1 })
    const map = patterns.open('/hosts.map', true)
    if ('error' in map) return
    map.users.push({ kind: 'map', keyword: 'map', span: at('a.cfg', 7) })
    map.users.push({ kind: 'acl', keyword: 'hdr', span: at('b.cfg', 1) })
    const list = patterns.createInline('src', null)
    if (!('error' in list)) list.users.push({ kind: 'acl', keyword: 'src', span: at('b.cfg', 2) })
  },
)

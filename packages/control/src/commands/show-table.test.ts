import { checkDialogue } from '../testing/answers.ts'
import { createTestTables } from '../testing/table.ts'

checkDialogue(
  'lists and filters',
  [
    ['show table', '# table: be, type: ip, size:10240, used:0\n'],
    ['show table zz', 'No such table\n'],
    ['set table be key 1.2.3.4 data.gpc0 5', ''],
    [
      'show table be',
      '# table: be, type: ip, size:10240, used:1\n0x1.2.3.4: key=1.2.3.4 use=0 exp=60000 shard=0 gpc0=5 http_req_rate(10000)=0\n',
    ],
    ['show table be key 1.2.3.4', /^# table: be[^\n]*\n0x1\.2\.3\.4: /],
    ['show table be key 9.9.9.9', ''],
    ['show table be key', 'Key value expected\n'],
    ['show table be ptr 0x1.2.3.4', /^# table: be[^\n]*\n0x1\.2\.3\.4: /],
    ['show table be ptr 0x9', 'No entry can be found matching ptr.\n'],
    ['show table be data.gpc0 gt 3', /\n0x1\.2\.3\.4: /],
    ['show table be data.gpc0 gt 3 data.gpc0 lt 5', '# table: be, type: ip, size:10240, used:1\n'],
    [
      'show table be data.gpc0 zz 3',
      'Filter entry #1: Require and operator among "eq", "ne", "le", "ge", "lt", "gt"\n',
    ],
    ['show table be data.gpc0 gt x', 'Filter entry #1: Require a valid integer value to compare against\n'],
    ['show table be data.foo gt 3', 'Filter entry #1: Unknown data type\n'],
    ['show table be data.gpt0 gt 1', 'Filter entry #1: Data type not stored in this table\n'],
    [
      'show table be foo',
      'Optional argument only supports "data.<store_data_type>" <operator> <value> and key <key>\n',
    ],
  ],
  ({ view }) => {
    view.tables = createTestTables()
  },
)

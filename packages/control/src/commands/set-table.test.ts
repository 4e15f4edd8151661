import { checkDialogue } from '../testing/answers.ts'
import { createTestTables } from '../testing/table.ts'

checkDialogue(
  'creates and changes entries',
  [
    ['set table', 'Required arguments: <table> key <key> [data.<store_data_type> <value>]*\n'],
    ['set table be', ''],
    ['set table be data.gpc0 1', 'content-based lookup is only supported with the "show" and "clear" actions\n'],
    ['set table zz key 1', 'No such table\n'],
    ['set table be key', 'Key value expected\n'],
    ['set table be key 1.2.3.4 data.foo 5', 'Unknown data type\n'],
    ['set table be key 1.2.3.4 data.gpt0 5', 'Data type not stored in this table\n'],
    ['set table be key 1.2.3.4 data.gpc0 x', 'Require a valid integer value to store\n'],
    ['set table be key 1.2.3.4 foo 1', '"data.<type>" followed by a value expected\n'],
    ['set table be key foo data.gpc0 1', 'Invalid key\n'],
    ['set table be key 1.2.3.4 data.gpc0 5', ''],
    ['set table be ptr 0x1.2.3.4 data.gpc0 6; show table be', /gpc0=6/],
    ['set table be ptr 0x9 data.gpc0 6', 'No entry can be found matching ptr.\n'],
  ],
  ({ view }) => {
    view.tables = createTestTables()
  },
)

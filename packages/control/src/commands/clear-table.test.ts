import { checkDialogue } from '../testing/answers.ts'
import { createTestTables } from '../testing/table.ts'

checkDialogue(
  'removes entries',
  [
    ['clear table', 'Required arguments: <table> "data.<store_data_type>" <operator> <value> or <table> key <key>\n'],
    ['clear table zz', 'No such table\n'],
    [
      'clear table be foo',
      'Required arguments: <table> "data.<store_data_type>" <operator> <value> or <table> key <key>\n',
    ],
    ['set table be key 1.1.1.1 data.gpc0 1; set table be key 2.2.2.2 data.gpc0 2; set table be key 3.3.3.3', '\n\n'],
    ['clear table be key 1.1.1.1; clear table be key 9.9.9.9; clear table be key foo', '\n\n'],
    ['clear table be data.gpc0 gt 1', ''],
    ['clear table be ptr 0x9', 'No entry can be found matching ptr.\n'],
    ['show table', '# table: be, type: ip, size:10240, used:1\n'],
    ['clear table be; show table', '\n# table: be, type: ip, size:10240, used:0\n'],
  ],
  ({ view }) => {
    view.tables = createTestTables()
  },
)

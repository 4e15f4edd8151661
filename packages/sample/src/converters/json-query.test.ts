import { describeExpressions } from '../testing/describe-converter.ts'
import { jsonQuery } from './json-query.ts'

describeExpressions(
  'json-query',
  [jsonQuery],
  [
    ["bin(7b22696e7465676572223a347d),json_query('$.integer')", '4'],
    ["bin(7b22696e7465676572223a347d),json_query('$.integer','int')", '4'],
    ["bin(7b2261223a342e357d),json_query('$.a')", '4.5'],
    ["bin(7b2261223a342e357d),json_query('$.a',int)", '4'],
    ["bin(7b2261223a2234227d),json_query('$.a',int)", '4'],
    ["bin(7b2261223a2278227d),json_query('$.a',int)", 'x'],
    ["bin(7b2261223a2278227d),json_query('$.a')", 'x'],
    ["bin(7b2261223a747275657d),json_query('$.a')", '1'],
    ["bin(7b2261223a66616c73657d),json_query('$.a')", '0'],
    ["bin(7b2261223a6e756c6c7d),json_query('$.a')", null],
    ["bin(7b2261223a5b312c325d7d),json_query('$.a[1]')", '2'],
    ["bin(7b2261223a7b2262223a7b2263223a2264227d7d7d),json_query('$.a.b.c')", 'd'],
    ["bin(7b226d792e6b6579223a2276227d),json_query('$.my\\\\.key')", null],
    ["bin(7b226d792e6b6579223a2276227d),json_query('$.my\\.key')", 'v'],
  ],
)

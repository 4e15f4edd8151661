import { describeExpressions } from '../testing/describe-converter.ts'
import { json } from './json.ts'

describeExpressions(
  'json',
  [json],
  [
    ['str(a/b"c\\\\d),json', { refused: /./ }],
    ['str("a\'b/c\\\\d"),json', "a'b\\/c\\\\d"],
    ['bin(61080a0d0c091f7f80ff),json', 'a\\b\\n\\r\\f\\t\\u001f\\u007f\\u0080\\u00ff'],
    ['bin(c3a9e282acf09f9880),json(utf8)', null],
    ['bin(c3a9e282ac),json(utf8)', '\\u00e9\\u20ac'],
    ['bin(c3a9e282ac),json(ascii)', '\\u00c3\\u00a9\\u00e2\\u0082\\u00ac'],
    ['bin(c3a9),json', '\\u00c3\\u00a9'],
    ['bin(61c3),json(utf8)', null],
    ['bin(61c362),json(utf8)', null],
    ['bin(61c362),json(utf8s)', 'ab'],
    ['bin(61c362),json(utf8p)', null],
    ['bin(61c362),json(utf8ps)', 'ab'],
    ['bin(61c08062),json(utf8)', null],
    ['bin(61c0af62),json(utf8p)', 'a\\/b'],
  ],
)

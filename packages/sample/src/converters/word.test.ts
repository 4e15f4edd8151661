import { describeExpressions } from '../testing/describe-converter.ts'
import { word } from './word.ts'

describeExpressions(
  'word',
  [word],
  [
    ['str(f1_f2_f3__f5),word(4,_)', 'f5'],
    ['str(f1_f2_f3__f5),word(2,_,0)', 'f2_f3__f5'],
    ['str(f1_f2_f3__f5),word(3,_,2)', 'f3__f5'],
    ['str(f1_f2_f3__f5),word(-2,_,3)', 'f1_f2_f3'],
    ['str(f1_f2_f3__f5),word(-3,_,0)', 'f1_f2'],
    ['str(/f1/f2/f3/f4),word(1,/)', 'f1'],
    ['str(f1_f2_f3__f5),word(0,_)', { refused: /./ }],
    ['str(__a__b__),word(1,_,0)', 'a__b__'],
    ['str(__a__b__),word(-1,_,0)', '__a__b'],
    ['str(__a__b__),word(-1,_)', 'b'],
    ['str(__a__b__),word(2,_,5)', 'b__'],
    ['str(__a__b__),word(-2,_,5)', '__a'],
    ['str(__a__b__),word(1,_,2)', 'a__b'],
    ['str(__a__b__),word(1,_,3)', 'a__b__'],
  ],
)

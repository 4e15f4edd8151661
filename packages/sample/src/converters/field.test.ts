import { describeExpressions } from '../testing/describe-converter.ts'
import { field } from './field.ts'

describeExpressions(
  'field',
  [field],
  [
    ['str(f1_f2_f3__f5),field(5,_)', 'f5'],
    ['str(f1_f2_f3__f5),field(4,_)', ''],
    ['str(f1_f2_f3__f5),field(6,_)', null],
    ['str(f1_f2_f3__f5),field(2,_,0)', 'f2_f3__f5'],
    ['str(f1_f2_f3__f5),field(2,_,2)', 'f2_f3'],
    ['str(f1_f2_f3__f5),field(2,_,9)', 'f2_f3__f5'],
    ['str(f1_f2_f3__f5),field(-2,_,3)', 'f2_f3_'],
    ['str(f1_f2_f3__f5),field(-3,_,0)', 'f1_f2_f3'],
    ['str(f1_f2_f3__f5),field(-5,_)', 'f1'],
    ['str(f1_f2_f3__f5),field(-6,_)', null],
    ['str(f1_f2_f3__f5),field(-4,_,9)', 'f1_f2'],
    ['str(f1_f2_f3__f5),field(0,_)', { refused: /./ }],
    ['str(f1_f2_f3__f5),field(1,_,-1)', 'f1_f2_f3__f5'],
    ['str(),field(1,_)', ''],
  ],
)

import { describeExpressions } from '../testing/describe-converter.ts'
import { date, dateUs } from './date.ts'

describeExpressions(
  'date',
  [date, dateUs],
  [
    ['date', '1700000000'],
    ['date(60)', '1700000060'],
    ['date(-60)', '1699999940'],
    ['date(0,ms)', '1700000000123'],
    ['date(1,us)', '1700000000123457'],
    ['date(9223372036854775807)', '9223372036854775807'],
    ['date_us', '123456'],
    ['date(0,h)', { refused: /'s', 'ms', 'us'/ }],
  ],
)

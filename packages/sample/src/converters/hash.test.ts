import { describeExpressions } from '../testing/describe-converter.ts'
import { crc32, crc32c, djb2, sdbm, xxh3, xxh32, xxh64 } from './hash.ts'

describeExpressions(
  'hash',
  [crc32, crc32c, djb2, sdbm, xxh3, xxh32, xxh64],
  [
    ['str(abc),crc32', '891568578'],
    ['str(),crc32', '0'],
    ['str(abc),crc32(1)', '930845320'],
    ['str(abc),crc32c', '910901175'],
    ['str(abc),crc32c(1)', '1285784220'],
    ['str(abc),djb2', '193485963'],
    ['str(abc),djb2(1)', '2235766107'],
    ['str(abc),sdbm', '807794786'],
    ['str(abc),sdbm(1)', '659243622'],
    ['str(abc),xxh32', '852579327'],
    ['str(abc),xxh32(5)', '1562728233'],
    ['str(abc),xxh64', '4952883123889572249'],
    ['str(abc),xxh64(5)', '-1753195980308443340'],
    ['str(abc),xxh3', '8696274497037089104'],
    ['str(abc),xxh3(5)', '6167986026487092235'],
    ['bin(616200ff80),djb2', '252716935'],
    ['bin(616200ff80),sdbm', '2368415680'],
    ['bin(616200ff80),crc32', '2378426426'],
    ['str(\xe9\xe0\xfc),djb2', '193638378'],
    ['str(\xe9\xe0\xfc),sdbm', '1939625093'],
    ['str(\xe9\xe0\xfc),djb2(1)', '3294445047'],
    ['str(abc),crc32(2)', '930845320'],
    ['str(abc),crc32(0)', '891568578'],
    ['int(5),crc32', '357051366'],
  ],
)

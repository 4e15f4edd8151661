import { describeExpressions } from '../testing/describe-converter.ts'
import { base2, be2dec, be2hex, hex, hex2i, htonl, le2dec } from './digits.ts'

describeExpressions(
  'digits',
  [base2, be2dec, be2hex, hex, hex2i, htonl, le2dec],
  [
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(1),hex',
      '9601',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(2),hex',
      '74657374696E67',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(3),hex',
      '08AC02',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(3.1),hex',
      'AC02',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(4),hex',
      '01020304',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(5),hex',
      '0102030405060788',
    ],
    [
      'bin(089601120774657374696e671a0308ac02250102030429010203040506078830ffffffffffffffffff0138010805),protobuf(9),hex',
      null,
    ],
    ['bin(01020304050607),be2dec(:,2)', '258:772:1286:7'],
    ['bin(01020304050607),be2dec(-,2,1)', '258-772-1286'],
    ['bin(01020304050607),be2dec(,2,1)', '2587721286'],
    ['bin(7f000001),be2dec(.,1)', '127.0.0.1'],
    ['bin(ffffffffffffffff),be2dec(.,8)', '18446744073709551615'],
    ['bin(ff),be2dec(.,9)', { refused: /./ }],
    ['bin(ff),be2dec(.,0)', { refused: /./ }],
    ['bin(01020304050607),be2hex', '01020304050607'],
    ['bin(01020304050607),be2hex(:,2)', '0102:0304:0506:07'],
    ['bin(01020304050607),be2hex(--,2,1)', '0102--0304--0506'],
    ['bin(0102030405060708),be2hex(,3,1)', '010203040506'],
    ['bin(0102),be2hex(:)', { refused: /./ }],
    ['bin(0102),be2hex(:,0)', { refused: /./ }],
    ['bin(0102),be2hex(:,-1)', { refused: /./ }],
    ['str(1f),hex2i', '31'],
    ['str(FFFFFFFFFFFFFFFF),hex2i', '-1'],
    ['str(7FFFFFFFFFFFFFFF),hex2i', '9223372036854775807'],
    ['str(10000000000000000),hex2i', '0'],
    ['str(xyz),hex2i', null],
    ['str(1g),hex2i', null],
    ['str(0x1f),hex2i', null],
    ['int(1),htonl,hex', '00000001'],
    ['int(-1),htonl,hex', 'FFFFFFFF'],
    ['int(4294967296),htonl,hex', '00000000'],
    ['int(4294967297),htonl,hex', '00000001'],
  ],
)

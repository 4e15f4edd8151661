/** Every converter over every edge input. The inputs are variables that are set once; a call is asked with each. */

/** How each variable comes to its value, in order: later ones may name earlier ones. */
export const edgeInputs: Readonly<Record<string, string>> = {
  empty: 'str()',
  one: 'str(a)',
  blank: 'bin(20),concat(,,)',
  padded: 'bin(20096120622020),concat(,,)',
  mixed: 'str(Hello_World-42)',
  list: 'str(a=1&b=2%26c&&d=e+f)',
  path: 'str(/a/b.c/d.png?x=1#y)',
  host: 'str(Www.Example.com:8080)',
  hex: 'str(4f5A00ff)',
  oddHex: 'str(4f5)',
  base64: 'str(aGVsbG8gd29ybGQ/+w==)',
  base64url: 'str(aGVsbG8_-w)',
  escapes: 'str(a%20b%zz%4%C3%A9+%00x)',
  json: 'bin(7b2261223a5b312c2278225d2c2262223a7b2263223a2d312e357d2c2264223a747275657d),concat(,,)',
  jwt: 'str(eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsIm4iOjV9.RFWKeiHwgxwkZYf3ctY0oBFdGfC0cgrspA8i18vjt8w)',
  accept: 'str("fr-CH;q=0.5,en;q=0.8,*;q=0.1")',
  lines: 'bin(610d0a620a0d0a),concat(,,)',
  controls: 'bin(0107080b1b7f225c2f),concat(,,)',
  utf8: 'bin(c3a9e282acf09f9880),concat(,,)',
  brokenUtf8: 'bin(61c328ffe282),concat(,,)',
  noNul: `bin(${Array.from({ length: 255 }, (_, index) => (index + 1).toString(16).padStart(2, '0')).join('')}),concat(,,)`,
  emptyBin: 'str(),b64dec',
  nul: 'bin(00)',
  nulInside: 'bin(610062)',
  allBytes: `bin(${Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0')).join('')})`,
  message: 'bin(0a03616263100118ffffffffffffffffff01250500000029090000000000000032026f6b)',
  zero: 'int(0)',
  five: 'int(5)',
  minusFive: 'int(-5)',
  time: 'int(1700000000)',
  two31: 'int(2147483648)',
  minusTwo31: 'int(-2147483649)',
  two32: 'int(4294967296)',
  two53: 'int(9007199254740993)',
  max: 'int(9223372036854775807)',
  min: 'int(-9223372036854775808)',
  digits: 'str(42)',
  minusDigits: 'str(-42x)',
  overflow: 'str(92233720368547758080)',
  underflow: 'str(-92233720368547758080)',
  fraction: 'str(1.5)',
  hexDigits: 'str(0x1F)',
  true: 'bool(true)',
  false: 'bool(false)',
  ipv4: 'ipv4(10.1.2.3)',
  broadcast: 'ipv4(255.255.255.255)',
  ipv6: 'ipv6(2001:db8::1:2)',
  mapped: 'ipv6(::ffff:10.1.2.3)',
  ipv4Text: 'str(192.168.7.9)',
  ipv6Text: 'str(2001:db8::1)',
  intOne: 'int(1)',
  getText: 'str(GET)',
  get: 'meth(GET)',
  kilobyte: doubled('str(0123456789abcdef)', 6),
  long: doubled('str(abcdefghi%2F_-+.)', 9),
  full: doubled('str(ABCDEFGHIJKLMNOp)', 10),
}

/** The expression, appended to itself that many times. */
function doubled(text: string, times: number): string {
  return `${text};${times}`
}

export const edgeVariable = (name: string): string => `txn.e_${name}`

/** The `set-var` rules that make the inputs: an action and its expression. */
export function edgePrelude(): (readonly [action: string, expression: string])[] {
  return Object.entries(edgeInputs).flatMap(([name, text]) => {
    const [expression = '', times = '0'] = text.split(/;(?=\d+$)/)
    const variable = edgeVariable(name)
    const rules: (readonly [string, string])[] = [[`set-var(${variable})`, expression]]
    for (let time = 0; time < Number(times); time++) {
      rules.push([`set-var(${variable})`, `var(${variable}),concat(,${variable})`])
    }
    return rules
  })
}

const maxText = '9223372036854775807'
const minText = '-9223372036854775808'
const arithmetic = ['add', 'sub', 'mul', 'div', 'mod', 'and', 'or', 'xor'].flatMap((name) =>
  ['0', '1', '-1', '7', maxText, minText, 'txn.e_two53', 'txn.e_digits', 'txn.e_one', 'txn.none'].map(
    (argument) => `${name}(${argument})`,
  ),
)
const hashes = ['crc32', 'crc32c', 'djb2', 'sdbm', 'xxh3', 'xxh32', 'xxh64'].flatMap((name) =>
  name.startsWith('xxh')
    ? [name, `${name}(0)`, `${name}(77)`, `${name}(-1)`]
    : [name, `${name}(0)`, `${name}(1)`, `${name}(2)`],
)
const textMap =
  'a 1\nhello_world-42 2\nHello_ 3\nHello 4\n-42 5\n.com 6\nb.c 7\nexample 8\n/a 9\n42 10\n10.1.2.3 11\n1 12\n0 13\nabc 14\n5 15\n'
const addressMap = textMap.replace(/ (\d+)\n/g, ' 10.9.8.$1\n')
const numberMap = '0 zero\n-5 minus\n1:10 low\n5 five\n2147483648:4294967296 mid\n9223372036854775807 max\n'
const networkMap = '10.0.0.0/8 ten\n10.1.2.3 exact\n2001:db8::/32 doc\n0.0.0.0/0 any\n::/0 any6\n192.168.7.9 home\n'
const regexMap = '^$ empty\n^[Hh]el(.)o \\1\\0!\n(a)(b)? [\\1|\\2]\n[0-9]+$ number\n\\x00 nul\n'

/** `files` holds what a call's MAP contains. */
export interface EdgeCall {
  readonly call: string
  readonly map?: string
}

const maps: EdgeCall[] = [
  ...['str', 'beg', 'end', 'sub', 'dir', 'dom'].flatMap((method) => [
    { call: `map_${method}(MAP)`, map: textMap },
    { call: `map_${method}(MAP,none)`, map: textMap },
    { call: `map_${method}_int(MAP,-1)`, map: textMap },
    { call: `map_${method}_ip(MAP)`, map: addressMap },
  ]),
  { call: 'map(MAP)', map: textMap },
  { call: 'map_int(MAP)', map: numberMap },
  { call: 'map_int(MAP,none)', map: numberMap },
  { call: 'map_int_int(MAP)', map: numberMap.replace(/ \w+\n/g, ' 99\n') },
  { call: 'map_int_ip(MAP)', map: numberMap.replace(/ \w+\n/g, ' ::1\n') },
  { call: 'map_ip(MAP)', map: networkMap },
  { call: 'map_ip(MAP,none)', map: networkMap },
  { call: 'map_ip_int(MAP)', map: networkMap.replace(/ \w+\n/g, ' 7\n') },
  { call: 'map_ip_ip(MAP)', map: networkMap.replace(/ \w+\n/g, ' 1.1.1.1\n') },
  { call: 'map_reg(MAP)', map: regexMap },
  { call: 'map_reg(MAP,none)', map: regexMap },
  { call: 'map_reg_int(MAP,5)', map: regexMap.replace(/ \S+\n/g, ' 4\n') },
  { call: 'map_reg_ip(MAP)', map: regexMap.replace(/ \S+\n/g, ' 4.4.4.4\n') },
  { call: 'map_regm(MAP)', map: regexMap },
  { call: 'map_regm(MAP,none)', map: regexMap },
]

const protobufTypes = ['int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'bool', 'enum', 'fixed32', 'fixed64']

/** Arguments at and past their limits, of wrong types, missing, and calls that hand odd values to one another. */
const argumentCalls: readonly string[] = [
  ...['add()', 'add(abc)', 'add(1,2)', 'add(txn.e_max)', 'add(txn.e_min)', 'add(txn.e_ipv4)', 'add(txn.e_true)'],
  ...['sub(txn.e_min)', 'mul(txn.e_max)', 'div(txn.e_zero)', 'mod(txn.e_zero)', 'mod(txn.e_min)', 'and(txn.e_bin)'],
  ...['add(0x10)', 'add(-0)', 'add(9223372036854775808)', 'sub(-9223372036854775809)', 'div(-2)', 'mod(-3)', 'xor(-1)'],
  ...['crc32(3)', 'crc32c(-1)', 'djb2(x)', 'sdbm(99)', 'xxh3(9223372036854775807)', 'xxh32(4294967297)', 'xxh64(-5)'],
  ...['digest(sha256)', 'digest(sha384)', 'digest(SHA256)', 'digest()', 'digest(sha224)', 'hmac(md5,a2V5)'],
  ...['hmac(sha512,)', 'hmac(sha256)', 'hmac(nosuch,a2V5)', 'hmac(sha256,!!)', 'sha2(224)', 'sha2(384)', 'sha2(0)'],
  ...[
    'bytes()',
    'bytes(x)',
    'bytes(0,1)',
    'bytes(16383)',
    'bytes(16384)',
    'bytes(9223372036854775807)',
    'bytes(0,0,0)',
  ],
  ...['field(0,_)', 'field(-2,_)', 'field(1,)', 'field(3,=&)', 'field(1,_,-1)', 'field(1)', 'field(2147483648,.)'],
  ...['field(-1,.,2)', 'field(-1,.,0)', 'field(-2,.,99)', 'field(1,\\,)', "field(2,' ')", 'field(2,ab,99)'],
  ...['word(0,_)', 'word(-2,.,2)', 'word(1,)', 'word(1,.,-1)', 'word(-99,.)', 'word(-1,.,0)', 'word(1,/,99)'],
  ...['be2dec(x,2,2)', 'be2dec(:)', 'be2dec()', 'be2dec(::,1)', 'be2hex(:,9999)', 'be2hex(::,1,1)', 'be2hex(:,-1)'],
  ...['concat()', 'concat(a,b)', 'concat(a,txn.e_nulInside,b)', 'concat(,txn.e_ipv6,)', 'concat(,txn.e_true)'],
  ...['add_item(,txn.e_one)', 'add_item(,,)', 'add_item(;,txn.e_full)', 'add_item(;;,txn.e_one,z)', 'add_item()'],
  ...['ltrim(ab)', 'rtrim(0123)', 'ltrim(\\,)', 'ltrim(Hello_World-42)', 'rtrim(xyz)', "rtrim(' ')", 'ltrim(a,b)'],
  ...[
    'url_dec(2)',
    'url_dec(x)',
    'url_enc()',
    'url_enc(x)',
    'json()',
    'json(utf8,x)',
    'length,length',
    'cut_crlf,length',
  ],
  ...[
    'iif(a)',
    'iif(,)',
    'iif(a,b,c)',
    'iif(txn.e_one,txn.e_empty)',
    'not,not',
    'bool,not,bool',
    'even,odd',
    'neg,neg',
  ],
  ...['ipmask(0)', 'ipmask(32)', 'ipmask(24,0)', 'ipmask(24,129)', 'ipmask(-1)', 'ipmask(255.255.0.0)', 'ipmask()'],
  ...['ipmask(24,::)', 'ipmask(24,ffff::)', 'ipmask(1.2.3)', 'ipmask(255.255.255.255,128)', 'ipmask(16),ipmask(24)'],
  ...['http_date(x)', 'http_date(0,s)', 'http_date(0,x)', 'http_date(9223372036854775807)', 'http_date(-1,s)'],
  ...[
    'utime(%s)',
    'utime(%H:%M,86400)',
    'utime(%d,-1)',
    'ltime(%Z %z)',
    'utime(%%)',
    'utime(%Q)',
    'ltime()',
    'utime(a,b)',
  ],
  ...['language(fr)', 'language(en,)', 'language(,x)', 'language(*;fr)', 'language(en;*,de)', 'language(EN)'],
  ...[
    'regsub(x)',
    'regsub(a,b,x)',
    'regsub(a,b,gg)',
    'regsub((.*),\\1\\1)',
    'regsub([0-9]+,<\\0>,g)',
    'regsub(a|,-,g)',
  ],
  ...["regsub('\\\\x00','.',g)", "regsub('[[:upper:]]','',g)", "regsub('(?i)hello','x')", "regsub('\\\\b','|',g)"],
  ...["json_query('$.a')", "json_query('$.b')", "json_query('')", "json_query('$..a')", "json_query('$.a[9]')"],
  ...["json_query('$.d','str')", "json_query('$.b.c','int')", "json_query('$.b.c','str')", "json_query('$.d','x')"],
  ...[
    'jwt_header_query',
    "jwt_header_query('$.typ')",
    "jwt_payload_query('$.sub')",
    "jwt_payload_query('$.sub','int')",
  ],
  ...['jwt_verify(HS384,secret)', 'jwt_verify(XX256,secret)', 'jwt_verify(HS256,)', 'jwt_verify(HS256,other)'],
  ...['jwt_verify(txn.none,secret)', 'jwt_verify(HS256)', 'jwt_verify(HS256,txn.e_one)', 'jwt_verify(ES256,secret)'],
  ...['fix_tag_value(9)', 'fix_tag_value(BodyLength)', 'fix_tag_value(nosuch)', 'fix_tag_value(35)', 'fix_tag_value()'],
  ...['mqtt_field_value(connect,flags)', 'mqtt_field_value(connack,protocol_version)', 'mqtt_field_value(nosuch,1)'],
  ...['mqtt_field_value(publish,topic_alias)', 'mqtt_field_value(connect,17)', 'mqtt_field_value(connect,999)'],
  ...protobufTypes.flatMap((type) => [`protobuf(2,${type})`, `protobuf(3,${type})`, `ungrpc(2,${type})`]),
  ...['float', 'double', 'sfixed32', 'sfixed64', 'bytes', 'string', 'nosuch'].map((type) => `protobuf(5,${type})`),
  ...['protobuf(4,float)', 'protobuf(4,sfixed32)', 'protobuf(6,bytes)', 'protobuf()', 'protobuf(0)', 'protobuf(1.2)'],
  ...[
    'ungrpc()',
    'ungrpc(x)',
    'ungrpc(1.1.1,int32)',
    'ungrpc(536870912)',
    'ungrpc(6,string)',
    'htonl,hex',
    'hex2i,hex',
  ],
  ...['secure_memcmp(x)', 'secure_memcmp()', 'secure_memcmp(txn.e_full)', 'secure_memcmp(txn.e_allBytes)', 'strcmp(x)'],
  ...[
    'strcmp()',
    'strcmp(txn.e_full)',
    'strcmp(txn.e_ipv4)',
    'strcmp(txn.e_max)',
    'debug()',
    'debug(a)',
    'debug(,stdout)',
  ],
  ...['set-var(x.y)', 'set-var(req.y)', 'set-var(res.y)', 'set-var(proc.unset)', 'set-var(sess.y,ifnotexists)'],
  ...['set-var(txn.y,ifset)', 'set-var(txn.y,nosuch)', 'unset-var(x)', 'unset-var(txn.e_one),concat(,txn.e_one)'],
  ...[
    'aes_gcm_dec(192,MTIz,c29t,AAAA)',
    'aes_gcm_dec(64,MTIz,c29t,AAAA)',
    'aes_gcm_dec(128,!,c29t,AAAA)',
    'aes_gcm_dec()',
  ],
  ...[
    'b64dec,base64',
    'base64,base64',
    'ub64dec,ub64enc',
    'hex,hex,hex',
    'sha1,base64',
    'json,json',
    'url_enc,url_enc',
  ],
  ...['lower,crc32', 'bool,ipmask(8)', 'length,neg,hex', 'ipmask(24),add(1)', 'ipmask(24,64),hex', 'ipmask(32),length'],
  ...['nosuch', 'upper()', 'upper(x)', 'length(1)', 'hex(1)', 'lower,', 'upper,,lower', 'bytes(1,2', 'rtrim', 'concat'],
]

export const edgeCalls: readonly EdgeCall[] = [
  ...[
    ...arithmetic,
    ...['cpl', 'neg', 'not', 'even', 'odd', 'bool'],
    ...hashes,
    'add_item(;)',
    'add_item(;,txn.e_mixed)',
    'add_item(;,txn.e_empty,z)',
    'add_item(;,txn.none,z)',
    'add_item(;,,z)',
    'aes_gcm_dec(128,MTIzNDU2Nzg5MDEy,c29tZWtleXNvbWVrZXkwMA==,AAAAAAAAAAAAAAAAAAAAAA==)',
    'b64dec',
    'base64',
    'ub64dec',
    'ub64enc',
    ...['be2dec(:,1)', 'be2dec(-,2)', 'be2dec(,3,1)', 'be2dec(.,8)', 'be2dec(.,9)', 'be2dec(:,0)'],
    ...['be2hex', 'be2hex(:,1)', 'be2hex(:,2)', 'be2hex(-,3,1)', 'be2hex(,2)', 'be2hex(:,0)'],
    ...['bytes(0)', 'bytes(1)', 'bytes(1,2)', 'bytes(300)', 'bytes(0,0)', 'bytes(2,99999)', 'bytes(-1)', 'bytes(1,-1)'],
    ...['concat(x)', 'concat(<,txn.e_mixed,>)', 'concat(<,txn.none,>)', 'concat(<,txn.e_full,>)', 'concat(,txn.e_max)'],
    'cut_crlf',
    'debug(edge,stderr)',
    ...[
      'digest(sha1)',
      'digest(sha512)',
      'digest(md5)',
      'digest(nosuch)',
      'hmac(sha256,a2V5)',
      'hmac(sha1,txn.e_base64)',
    ],
    'hmac(sha1,txn.none)',
    ...['field(1,_)', 'field(2,/)', 'field(-1,.)', 'field(2,.,2)', 'field(1,a,0)', 'field(99,=)', 'field(-1,=&,2)'],
    ...['word(1,_)', 'word(2,/)', 'word(-1,.)', 'word(2,.,2)', 'word(1,a,0)', 'word(99,=)', 'word(-1,=&,2)'],
    ...['fix_is_valid', 'fix_tag_value(8)', 'fix_tag_value(MsgType)', 'mqtt_is_valid'],
    ...['mqtt_field_value(connect,protocol_name)', 'mqtt_field_value(publish,17)', 'protobuf(1)', 'protobuf(2,int32)'],
    ...['protobuf(3,sint64)', 'protobuf(3,int64)', 'protobuf(4,fixed32)', 'protobuf(5,fixed64)', 'protobuf(6,string)'],
    ...['protobuf(9,string)', 'ungrpc(1)', 'ungrpc(1,string)', 'ungrpc(1.1,int32)'],
    ...[
      'hex',
      'hex2i',
      'host_only',
      'port_only',
      'htonl',
      'length',
      'lower',
      'upper',
      'sha1',
      'sha2',
      'sha2(512)',
      'sha2(7)',
    ],
    ...['http_date', 'http_date(0)', 'http_date(-60)', 'http_date(0,ms)', 'http_date(1,us)'],
    ...['utime(%Y-%m-%dT%H:%M:%S)', 'utime(%j %a,-3600)', 'ltime(%d/%b/%Y)', 'ltime(%s,60)', 'utime()', 'ltime(x)'],
    ...['iif(yes,no)', 'iif(,no)', 'iif(yes,)'],
    ...['ipmask(24)', 'ipmask(24,64)', 'ipmask(0,0)', 'ipmask(32,128)', 'ipmask(255.0.255.0,ffff::ffff)', 'ipmask(33)'],
    ...['json', 'json(ascii)', 'json(utf8)', 'json(utf8s)', 'json(utf8p)', 'json(utf8ps)', 'json(nosuch)'],
    ...[
      "json_query('$.b.c')",
      "json_query('$.d')",
      "json_query('$.a[1]')",
      "json_query('$.a[0]','int')",
      "json_query('$')",
    ],
    ...["jwt_header_query('$.alg')", "jwt_payload_query('$.n','int')", "jwt_payload_query('$.none')"],
    ...['jwt_verify(HS256,secret)', 'jwt_verify(HS512,secret)', 'jwt_verify(txn.e_one,secret)', 'jwt_verify(none,x)'],
    ...['language(fr;en)', 'language(fr-ch,de)', 'language(de,none)', 'language(*)'],
    ...['ltrim( )', 'ltrim(abH)', 'rtrim( )', 'rtrim(bo2p)', 'ltrim()', 'rtrim()'],
    ...[
      'regsub(a,b)',
      'regsub(a,,g)',
      'regsub(.,x,g)',
      'regsub(^,x)',
      'regsub($,x)',
      'regsub(A,b,i)',
      'regsub(A,b,ig)',
    ],
    ...["regsub('([a-z]+)=(.)','\\2\\1',g)", "regsub('[^a-z0-9]+','-',gi)", "regsub('','.',g)", "regsub('(','x')"],
    ...[
      'secure_memcmp(txn.e_mixed)',
      'secure_memcmp(txn.e_nulInside)',
      'secure_memcmp(txn.none)',
      'secure_memcmp(txn.e_five)',
    ],
    ...[
      'strcmp(txn.e_mixed)',
      'strcmp(txn.e_empty)',
      'strcmp(txn.none)',
      'strcmp(txn.e_five)',
      'strcmp(txn.e_nulInside)',
    ],
    ...[
      'set-var(txn.y)',
      'set-var(txn.y),add(1)',
      'set-var(txn.y,ifexists)',
      'unset-var(txn.y)',
      'unset-var(txn.e_none)',
    ],
    ...['url_dec', 'url_dec(0)', 'url_dec(1)', 'url_enc', 'url_enc(query)', 'url_enc(path)'],
    ...['ipmask(8),concat(<,,>)', 'lower,upper,bytes(1,4),hex,length', 'bool,add(1)', 'not,concat(:,,:)', 'hex,hex2i'],
    ...argumentCalls,
  ].map((call): EdgeCall => ({ call })),
  ...maps,
]

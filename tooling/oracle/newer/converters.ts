/** Converters that came after 2.6, over ordinary and edge values. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../src/implementation.ts'
import { defineScenario, fetchOnce, HTTP } from '../src/index.ts'
import { type NewerRow, type NewerScenario, rowsFrom } from '../src/newer.ts'
import { sampleGroup } from '../src/sample-answers.ts'

const observed = 'HAProxy 3.5-dev5 was seen to give it'
const documented = 'manual of 3.5, 7.3.1'
const asOlder = (name: string): string => `as '${name}' has it, which 2.6 has`

const KEY = 'MTIzNDU2Nzg5MDEyMzQ1Ng=='
const OTHER = 'Zm9vb2Zvb29mb29wZm9vbw=='
const TEXT = 'var(txn.full)'
/** An Ethernet frame with a VLAN, IPv4, and a TCP SYN with the options of Linux. */
const FRAME =
  '020000000001020000000002810000640800' +
  '4510003c1c4640004006b1e6ac100a63ac100a0c' +
  'd05c01bb0000000100000000a0c2faf0fe300000020405b40402080a00000001000000000103030a'

const bytes: readonly NewerRow[] = [
  ...rowsFrom(observed, [
    ['bin(a5),base2', '10100101'],
    ['bin(01020304050607),le2dec(:,2)', '513:1027:1541:7'],
    ['bin(01020304050607),le2dec(-,2,1)', '513-1027-1541'],
    [`str(hello),aes_cbc_enc(128,${KEY},${OTHER}),hex`, 'DB3CC2D0120F83DCA4AFD17FF9746633'],
  ]),
  ...rowsFrom(documented, [
    ['str(),base2', ''],
    ['bin(00ff),base2', '0000000011111111'],
    ['int(-1),base2,length', '64'],
    [`str(hello),aes_cbc_enc(128,${KEY},${OTHER}),aes_cbc_dec(128,${KEY},${OTHER})`, 'hello'],
    [`str(),aes_cbc_enc(128,${KEY},${OTHER}),length`, /^\d+$/],
    [`bin(00),aes_cbc_dec(128,${KEY},${OTHER})`, null],
    [`str(),aes_cbc_dec(128,${KEY},${OTHER})`, null],
    [`str(a),aes_gcm_enc(128,${KEY},${OTHER},txn.tag),aes_gcm_dec(128,${KEY},${OTHER},txn.tag)`, 'a'],
    [`str(a),aes_gcm_enc(128,${KEY},${OTHER},txn.tag2),hex,length`, '2'],
    [`bin(00ff00),aes_gcm_enc(128,${KEY},${OTHER},txn.tag3),aes_gcm_dec(128,${KEY},${OTHER},txn.tag3),hex`, '00FF00'],
    [`bin(00),aes_gcm_dec(128,${KEY},${OTHER},txn.tag)`, null],
    ['str(a),has_ctl', '0'],
    ['bin(09),has_ctl', '0'],
    ['bin(0a),has_ctl', '1'],
    ['bin(7f),has_ctl', '1'],
    ['bin(00),has_ctl(http)', '1'],
    ['bin(0b),has_ctl(http)', '0'],
    ['bin(09),has_ctl(any)', '1'],
    ['bin(80ff),has_ctl(any)', '0'],
    ['str(),has_ctl', '0'],
    ['bin(09),has_ctl(0x200)', '1'],
    ['bin(0b),has_ctl(0x200)', '0'],
    ['str(abc),reverse', 'cba'],
    ['str(),reverse', ''],
    ['bin(c3a9),reverse,hex', 'A9C3'],
    ['int(-12),reverse', '21-'],
    ['str(mail.example.com.),reverse_dom', 'com.example.mail'],
    ['str(A.b),reverse_dom', 'b.A'],
    ['str(a..b),reverse_dom', null],
    ['str(.a),reverse_dom', null],
    ['str(),reverse_dom', null],
    ['str(.),reverse_dom', null],
  ]),
  ...rowsFrom(asOlder('hex'), [[`${TEXT},base2,length`, '16384']]),
  ...rowsFrom(asOlder('be2dec'), [
    ['str(),le2dec(:,2)', ''],
    ['bin(ffffffffffffffff),le2dec(.,8)', '18446744073709551615'],
    ['bin(ff00),le2dec(.,1)', '255.0'],
    ['int(-1),le2dec(.,4)', '4294967295.4294967295'],
  ]),
]

const texts: readonly NewerRow[] = [
  ...rowsFrom(documented, [
    ['str(a=1&b=2),param(b)', '2'],
    ['str(a=1&b),param(b)', ''],
    ['str(a=1&b),param(c)', null],
    ['str(a=1;b=2),param(b,;)', '2'],
    ['str(a=1;b=2),param(b,0x3b)', '2'],
    ['str(ab=1&b=2),param(b)', '2'],
    ['str(b=1&b=2),param(b)', '1'],
    ['str(),param(a)', null],
    ['bin(61003d31),param(a)', ''],
    ['str(10.1.2.3),map_ip_key({{dir}}/networks)', '10.0.0.0/8'],
    ['int(5),map_int_key({{dir}}/numbers)', '1:10'],
    ['int(-5),map_int_key({{dir}}/numbers)', null],
    ['str(a),map_str_key({{dir}}/words)', 'a'],
    ['str(),map_str_key({{dir}}/words)', null],
    ['str(abc),map_beg_key({{dir}}/words)', 'a'],
    ['str(cba),map_end_key({{dir}}/words)', 'a'],
    ['str(cac),map_sub_key({{dir}}/words)', 'a'],
    ['str(/a/z),map_dir_key({{dir}}/words)', 'a'],
    ['str(q.a.z),map_dom_key({{dir}}/words)', 'a'],
    ['str(za),map_reg_key({{dir}}/words)', 'a'],
    ['str("Sun, 06 Nov 1994 08:49:37 GMT"),date', '784111777'],
    ['str("Sunday, 06-Nov-94 08:49:37 GMT"),date', '784111777'],
    ['str("Sun Nov  6 08:49:37 1994"),date', '784111777'],
    ['str("Thu, 01 Jan 1970 00:00:00 GMT"),date', '0'],
    ['str("Fri, 31 Dec 9999 23:59:59 GMT"),date', '253402300799'],
    ['str(yesterday),date', null],
    ['str(),date', null],
    ['str(a),when(stopping)', null],
    ['str(a),when(!stopping)', 'a'],
    ['str(a),when(acl,always)', 'a'],
    ['str(a),when(!acl,always)', null],
    ['str(front),fe_exists', '1'],
    ['str(back),fe_exists', '0'],
    ['str(),fe_exists', '0'],
    ['str(back/s1),srv_is_up', '1'],
    ['str(back/s2),srv_is_up', '0'],
    ['str(back/none),srv_is_up', null],
    ['str(none/s1),srv_is_up', null],
    ['str(),srv_is_up', null],
    ['int(1700000000123),ms_utime(%s.%3N)', '1700000000.123'],
    ['int(1700000000123),ms_ltime(%d/%b/%Y:%H:%M:%S.%3N)', '14/Nov/2023:22:13:20.123'],
    ['int(1700000000123456),us_utime(%s.%N)', '1700000000.123456000'],
    ['int(1700000000123456),us_ltime(%s.%6N)', '1700000000.123456'],
    ['int(0),us_ltime(%9N)', '000000000'],
  ]),
  ...rowsFrom('HAProxy 3.5-dev5 adds seconds, though milliseconds are documented', [
    ['int(1700000000123),ms_utime(%s.%3N,3600)', '1700003600.123'],
    ['int(1700000000123456),us_utime(%s.%6N,3600)', '1700003600.123456'],
  ]),
  ...rowsFrom(observed, [
    ['int(10),x509_v_err_str', 'X509_V_ERR_CERT_HAS_EXPIRED'],
    ['int(0),x509_v_err_str', 'X509_V_OK'],
    ['int(-1),x509_v_err_str', '-1'],
    ['int(9999),x509_v_err_str', '9999'],
    ['int(9223372036854775807),x509_v_err_str', '9223372036854775807'],
    [`bin(7b2262223a5b2278222c2279225d7d),json_query('$.b')`, '["x","y"]'],
    [`bin(7b2262223a5b312c322c7b2263223a317d5d7d),json_query('$.b')`, '[1,2,{"c":1}]'],
  ]),
  ...rowsFrom('RFC 7239 and the manual of 3.5, 7.3.1', [
    ['str("for=127.0.0.1;proto=http"),rfc7239_is_valid', '1'],
    ['str("for=127.0.0.1;proto=custom"),rfc7239_is_valid', '0'],
    ['str("FOR=1.2.3.4"),rfc7239_is_valid', '0'],
    ['str(),rfc7239_is_valid', '0'],
    ['bin(ff00),rfc7239_is_valid', '0'],
    ['str("for=1.2.3.4;proto=https"),rfc7239_field(proto)', 'https'],
    ['str("for=1.2.3.4;proto=https"),rfc7239_field(host)', null],
    ['str("for=\\"[::1]:80\\""),rfc7239_field(for)', '[::1]:80'],
    ['str("[::1]:80"),rfc7239_n2nn', '::1'],
    ['str(unknown),rfc7239_n2nn', 'unknown'],
    ['str(_obf),rfc7239_n2nn', '_obf'],
    ['str(),rfc7239_n2nn', null],
    ['str("1.2.3.4:80"),rfc7239_n2np', '80'],
    ['str("unknown:_p"),rfc7239_n2np', '_p'],
    ['str(_obf),rfc7239_n2np', null],
    ['ipv6(::1),rfc7239_nn', '[::1]'],
    ['ipv4(1.2.3.4),rfc7239_nn', '1.2.3.4'],
    ['str(test),rfc7239_nn', '_test'],
    ['str(),rfc7239_nn', 'unknown'],
    ['int(12),rfc7239_np', '12'],
    ['str(test),rfc7239_np', '_test'],
    ['str(),rfc7239_np', null],
  ]),
]

/** RFC 7516 §A.3: the key wrapped with AES. */
const TOKEN =
  'eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ' +
  '.AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ'
/** HS256 over `{"sub":"u1","n":5}` with the key `secret`. */
const SIGNED =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsIm4iOjV9.RFWKeiHwgxwkZYf3ctY0oBFdGfC0cgrspA8i18vjt8w'

const JWK = '{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}'

const tokens: readonly NewerRow[] = [
  ...rowsFrom('RFC 7516 §A.3', [
    ['req.hdr(x-token),jwt_decrypt_secret(GawgguFyGrWKav7AX4VKUg==)', 'Live long and prosper.'],
    ['req.hdr(x-token),jwt_decrypt_jwk(txn.jwk)', 'Live long and prosper.'],
    ["req.hdr(x-token),jwt_header_query('$.enc')", 'A128CBC-HS256'],
  ]),
  ...rowsFrom(documented, [
    ['req.hdr(x-token),jwt_decrypt_secret(AAAAAAAAAAAAAAAAAAAAAA==)', ''],
    ['req.hdr(x-token),jwt_decrypt_cert({{dir}}/c.pem)', ''],
    ['str(),jwt_decrypt_secret(GawgguFyGrWKav7AX4VKUg==)', ''],
    ['str(a.b.c.d.e),jwt_decrypt_jwk(txn.jwk)', ''],
    ['req.hdr(x-signed),jwt_verify_cert(txn.algorithm,{{dir}}/c.pem)', '-1'],
    ["str(a.b),jwt_verify_cert('ES256',{{dir}}/c.pem)", '-3'],
    ["str(),jwt_verify_cert('ES256',{{dir}}/c.pem)", '-3'],
  ]),
]

const packets: readonly NewerRow[] = rowsFrom('RFC 9293, RFC 791 and the manual of 3.5, 7.3.1', [
  ['var(txn.frame),eth.hdr,hex', '020000000001020000000002810000640800'],
  ['var(txn.frame),eth.dst,hex', '020000000001'],
  ['var(txn.frame),eth.src,hex', '020000000002'],
  ['var(txn.frame),eth.proto', '2048'],
  ['var(txn.frame),eth.vlan', '100'],
  ['var(txn.frame),eth.data,hex,length', '120'],
  ['var(txn.frame),eth.data,ip.hdr,hex,length', '40'],
  ['var(txn.frame),eth.data,ip.data,hex,length', '80'],
  ['var(txn.frame),eth.data,ip.ver', '4'],
  ['var(txn.frame),eth.data,ip.tos', '16'],
  ['var(txn.frame),eth.data,ip.ttl', '64'],
  ['var(txn.frame),eth.data,ip.proto', '6'],
  ['var(txn.frame),eth.data,ip.df', '1'],
  ['var(txn.frame),eth.data,ip.src', '172.16.10.99'],
  ['var(txn.frame),eth.data,ip.dst', '172.16.10.12'],
  ['var(txn.frame),eth.data,ip.fp,hex,length', '16'],
  ['var(txn.frame),eth.data,ip.data,tcp.src', '53340'],
  ['var(txn.frame),eth.data,ip.data,tcp.dst', '443'],
  ['var(txn.frame),eth.data,ip.data,tcp.seq', '1'],
  ['var(txn.frame),eth.data,ip.data,tcp.flags', '194'],
  ['var(txn.frame),eth.data,ip.data,tcp.win', '64240'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.mss', '1460'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.sack', '1'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.tsopt', '1'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.tsval', '1'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.wscale', '10'],
  ['var(txn.frame),eth.data,ip.data,tcp.options.wsopt', '1'],
  ['var(txn.frame),eth.data,ip.data,tcp.options_list,hex', '0204080103'],
  ...['eth.proto', 'eth.vlan', 'ip.ver', 'ip.src', 'tcp.src', 'tcp.options.tsval', 'ip.fp', 'eth.hdr'].flatMap(
    (name): [string, null][] => [
      [`str(),${name}`, null],
      [`bin(00),${name}`, null],
    ],
  ),
])

const group = (name: string, rows: readonly NewerRow[]): NewerScenario => {
  const { rules, answer } = sampleGroup(
    'http-request',
    rows.map(([expression]) => expression),
  )
  return {
    scenario: defineScenario({
      name: `newer/converters-${name}`,
      summary: `Converters that came after 2.6: ${name}.`,
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    acl always always_true
    http-request set-var(txn.algorithm) str(XX256)
    http-request set-var(txn.jwk) req.fhdr(x-jwk)
    http-request set-var(txn.full) str(0123456789abcdef)
${'    http-request set-var(txn.full) var(txn.full),concat(,txn.full)\n'.repeat(9)}    http-request set-var(txn.frame) bin(${FRAME})
${rules}
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
backend back
    server s1 {{front}}
    server s2 {{front}} disabled
`,
      files: {
        answer,
        'c.pem': readFileSync(join(ORACLE_ROOT, 'fixtures/oracle.test.pem'), 'latin1'),
        words: 'a 1\n',
        numbers: '1:10 low\n',
        networks: '10.0.0.0/8 ten\n',
      },
      steps: [fetchOnce('answer', 'front', '/', `X-Token: ${TOKEN}`, `X-Signed: ${SIGNED}`, `X-Jwk: ${JWK}`)],
    }),
    rows: { answer: rows },
  }
}

export const newer: readonly NewerScenario[] = [
  group('bytes', bytes),
  group('texts', texts),
  group('tokens', tokens),
  group('packets', packets),
]

/** Fetches over requests: every expression over every request. */
import {
  client,
  defineScenario,
  HTTP,
  receiveResponse,
  type ScenarioStep,
  type SinceOverride,
  send,
} from '../../src/index.ts'
import { asDigits, given, LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'

const CRLF = '\r\n'
const request = (line: string, headers: readonly string[], body = ''): string =>
  `${[line, ...headers, ...(body === '' ? [] : [`Content-Length: ${body.length}`])].join(CRLF)}${CRLF}${CRLF}${body}`

const basic = (text: string): string => `Authorization: Basic ${Buffer.from(text, 'latin1').toString('base64')}`

const ADDRESSES = 'X-Address: [::1], "10.1.2.3", "[::1]:80", 10.1.2.4:, 10.1.2.4:x, 10.1.2.4:80, [10.1.2.3]'

/** Requests by name, each with something odd. */
const requests: Readonly<Record<string, string>> = {
  plain: request('GET / HTTP/1.1', ['Host: example.test']),
  rich: request('GET /a/b%20c/./d;p=1?x=1&y=a%26b&&x=2&empty=&flag HTTP/1.1', [
    'Host: Www.Example.TEST:8080',
    'X-List: one, two ,, "th,ree", four',
    'X-List: five',
    'X-Number: 42, -7, 9223372036854775808, 0x1f, 1.5, x',
    'X-Address: 10.1.2.3, 10.1.2.4:80, 2001:db8::1, [2001:db8::2]:90, unknown',
    'X-Empty:',
    'X-Blanks:  a  b ',
    'Cookie: a=1; b="two, three"; c=; A=4; d',
    'Cookie: a=5;e = 6 ; n=42',
    basic('user:pa:ss'),
  ]),
  old: request('GET /only?q HTTP/1.0', []),
  absolute: request('GET http://u@Host.test:81/p/q?r=s?t&r=%zz HTTP/1.1', ['Host: Host.test:81', 'Cookie: a']),
  address: request('GET http://192.168.7.9:8000/ HTTP/1.1', ['Host: 192.168.7.9:8000', 'X-Address: 256.1.1.1, ::1']),
  named: request('GET http://other.test:82 HTTP/1.1', ['Host: other.test:82']),
  userinfo: request('GET http://u@192.168.7.9:83/x? HTTP/1.1', ['Host: 192.168.7.9:83']),
  secure: request('GET https://192.168.7.9/ HTTP/1.1', ['Host: 192.168.7.9']),
  form: request(
    'POST /form?x=query HTTP/1.1',
    ['Host: example.test', 'Content-Type: application/x-www-form-urlencoded'],
    'x=1&y=a%20b+c&empty=&flag&x=2&n=-17',
  ),
  text: request(
    'POST /text HTTP/1.1',
    ['Host: example.test', 'Content-Type: text/plain', 'Authorization: Bearer abc.def-_', 'X-Number: -1', ADDRESSES],
    'x=1\r\ny: 2\x00\xff\xe9',
  ),
  chunked:
    'PUT /chunked HTTP/1.1\r\nHost: example.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nx=1\r\n4\r\n&y=2\r\n0\r\n\r\n',
  star: request('OPTIONS * HTTP/1.1', ['Host: example.test', 'Authorization: Basic !!!', 'Authorization: Other x y']),
  latin: request('GET /caf%C3%A9?n%61me=v%41l&%6e=1 HTTP/1.1', [
    'Host: caf\xc3\xa9.test',
    'X-List: \xe9,\xc3\xa9',
    'Cookie: a=\xe9; b=x=y',
    basic('user'),
    'X-Tab:\ta\tb\t',
  ]),
  many: request('GET /many HTTP/1.1', [
    'Host: many.test',
    ...Array.from({ length: 40 }, (_, at) => `X-List: item${at},${at}`),
    ...Array.from({ length: 20 }, (_, at) => `X-Number: ${at * 1000}`),
    ...Array.from({ length: 20 }, (_, at) => `Cookie: a=${at}; b${at}=x`),
  ]),
  huge: request(`GET /${'long/'.repeat(40)}?${'x=1&'.repeat(60)}y=%${'41'.repeat(30)} HTTP/1.1`, [
    'Host: huge.test',
    `X-List: ${'ab,'.repeat(700)}`,
    `X-Number: ${'9'.repeat(400)}`,
    `X-Address: ${'10.0.0.1,'.repeat(200)}::1`,
    `Cookie: ${'a=1; '.repeat(300)}b=${'v'.repeat(1000)}`,
    basic(`user:${'p'.repeat(600)}`),
  ]),
  'no-body': 'POST /none HTTP/1.1\r\nHost: example.test\r\nContent-Length: 0\r\n\r\n',
  trailers:
    'POST /t HTTP/1.1\r\nHost: example.test\r\nTransfer-Encoding: chunked\r\nTrailer: X-List\r\n\r\n' +
    '2;name=value\r\nx=\r\n1\r\n1\r\n0\r\nX-List: late\r\n\r\n',
  unknown: request('FOO //double//slash/?/?a=b HTTP/1.1', [
    'Host: ',
    'X-Token: tok-1',
    basic('\xe9:\xff'),
    'Cookie: ; ; =x; a==; b;',
  ]),
}

const steps = (to: string): ScenarioStep[] =>
  Object.entries(requests).map(([name, bytes]) => client(`${to} ${name}`, to, send(bytes), receiveResponse()))

const names = ['X-List', 'X-Number', 'X-Empty', 'X-Blanks', 'X-None', 'host', 'X-Tab']

const groups: Readonly<Record<string, readonly string[]>> = {
  arguments: [
    ...['0', '-4', '4', '5', '-5', '99', '-10', '2147483647', '007', ''].flatMap((at) => [
      `req.hdr(X-List,${at})`,
      `req.fhdr(X-List,${at})`,
      `req.hdr_val(X-Number,${at})`,
      `req.hdr_ip(X-Address,${at})`,
    ]),
    ...[
      'req.hdr',
      'req.hdr(,1)',
      'req.fhdr(,2)',
      'req.hdr_val',
      'req.hdr_ip',
      'req.hdr_val(,-1)',
      'req.hdr(X-LIST)',
      "req.hdr('x-list')",
      'hdr_cnt()',
      'hdr_cnt("")',
      'req.fhdr_cnt()',
    ],
    ...[
      'urlp(x,;)',
      'urlp(x,?)',
      'urlp(x,&)',
      'urlp(X)',
      'urlp("")',
      'urlp()',
      'urlp(empty)',
      'urlp(flag)',
      'urlp(%78)',
    ],
    ...['url_param(y)', 'urlp_val(x)', 'urlp_val(n)', 'urlp_val(empty)', 'urlp_val(none)', 'urlp(p,;)', 'urlp(d,/)'],
    ...['req.cook()', 'req.cook("")', 'req.cook(A)', 'req.cook(e)', 'req.cook(d)', 'req.cook_cnt()', 'req.cook_cnt(a)'],
    ...['cookie(a)', 'cookie(A)', 'hdr_names(;)', 'req.hdr_names(ab)', 'req.body_param()'].filter(
      (each) => each !== 'hdr_names(;)',
    ),
    ...[
      'base,length',
      'base32,length',
      'base32+src,length',
      'url32,hex',
      'url32+src,hex',
      'path,length',
      'query,length',
    ],
    ...['url_ip', 'url_port', 'url,length', 'pathq,field(1,?)', 'method,lower', 'req.ver,add(1)', 'unique-id,upper'],
    ...['capture.req.hdr(0),length', 'capture.req.uri,length', 'capture.req.method', 'capture.req.ver'],
  ],
  line: [
    ...[
      'method',
      'path',
      'pathq',
      'query',
      'url',
      'base',
      'baseq',
      'req.ver',
      'req_ver',
      'url_ip',
      'url_port',
      'http_first_req',
    ],
    ...[
      'base32',
      'url32',
      'req.proto_http',
      'req_proto_http',
      'capture.req.method',
      'capture.req.uri',
      'capture.req.ver',
    ],
    ...['method,upper', 'path,length', 'query,length', 'url_port,add(1)', 'method -m'].slice(0, 4),
    ...asDigits('base32+src', 'url32+src'),
    ...[
      'capture.req.hdr(0)',
      'capture.req.hdr(1)',
      'capture.req.hdr(2)',
      'fc_http_major',
      'capture.res.ver',
      'req.len',
      'req_len',
    ],
  ],
  params: [
    ...['x', 'y', 'empty', 'flag', 'none', 'n', 'r', 'a', 'X'].flatMap((name) => [
      `url_param(${name})`,
      `urlp_val(${name})`,
    ]),
    ...['urlp', 'url_param', 'urlp(x,;)', 'urlp(p,;)', 'urlp(x,/)', 'urlp_val'],
  ],
  cookies: [
    ...['a', 'b', 'c', 'd', 'e', 'A', 'none', ''].flatMap((name) => [`req.cook(${name})`, `req.cook_cnt(${name})`]),
    ...['a', 'n', 'b', 'none'].flatMap((name) => [`req.cook_val(${name})`, `cook_val(${name})`, `cook(${name})`]),
    ...['cookie(a)', 'cookie(none)', 'cook_cnt(a)', 'cook_cnt', 'req.cook', 'req.cook_val'],
  ],
  headers: [
    ...names.flatMap((name) => [
      `req.hdr(${name})`,
      `req.fhdr(${name})`,
      `req.hdr_cnt(${name})`,
      `req.fhdr_cnt(${name})`,
    ]),
    ...['1', '2', '3', '-1', '-2', '-9', '9'].flatMap((at) => [`req.hdr(X-List,${at})`, `req.fhdr(X-List,${at})`]),
    ...['hdr(X-List,2)', 'hdr_cnt(X-List)', 'req.hdr_cnt', 'req.fhdr_cnt', 'hdr_cnt', 'hdr(none)'],
  ],
  values: [
    ...['1', '2', '3', '4', '5', '6', '-1', '7'].map((at) => `req.hdr_val(X-Number,${at})`),
    ...['1', '2', '3', '4', '5', '6', '-1', '9'].map((at) => `req.hdr_ip(X-Address,${at})`),
    ...[
      'hdr_val(X-Number)',
      'hdr_ip(X-Address)',
      'hdr_ip(host)',
      'req.hdr_ip(X-Address)',
      'hdr_val(none)',
      'hdr_ip(none)',
    ],
    ...['req.hdr_names', 'req.hdr_names(:)', 'req.hdr_names(;;)', 'req.hdr', 'req.fhdr', 'req.hdr_val(X-Empty)'],
    ...['unique-id', 'url_param(x),length', 'req.hdr(X-Blanks),length', 'req.fhdr(X-Blanks),length'],
  ],
  whole: asDigits('req.hdrs', 'req.hdrs_bin'),
  body: [
    ...asDigits(
      'req.body',
      'req.payload(0,0)',
      'payload(0,4)',
      'req.payload(2,3)',
      'payload(0,9999)',
      'req.payload_lv(0,1)',
    ),
    ...asDigits('payload_lv(0,2)', 'req.body,bytes(1,3)'),
    ...['req.body_len', 'req.body_size', 'wait_end', 'req.body,length', 'req.body,lower'],
    ...['x', 'y', 'empty', 'flag', 'none', 'n', 'X'].flatMap((name) => [
      `req.body_param(${name})`,
      `req.body_param(${name}),length`,
    ]),
    'req.body_param',
  ],
  auth: [
    ...['http_auth(u)', 'http_auth_group(u)', 'http_auth_user', 'http_auth_pass', 'http_auth_type', 'http_auth_bearer'],
    ...[
      'http_auth_bearer(X-Token)',
      'http_auth_bearer(Authorization)',
      'http_auth_user,length',
      'http_auth_pass,length',
    ],
  ],
}

/** Where Weir deliberately answers otherwise. */
const ledger: Readonly<Record<string, readonly SinceOverride[]>> = {
  line: [
    ...['req.len', 'req_len'].map((each) =>
      given(each, null, '*', '2.6 gives the size of its own form of an HTTP message, which is no length of the stream'),
    ),
    given(
      'method',
      'FOO',
      'line unknown',
      '2.6 loses the name of a method that it does not know when it becomes a variable, and takes OPTIONS',
    ),
  ],
}

export const scenarios = Object.entries(groups).map(([name, expressions]) => {
  const { rules, answer } = sampleGroup('http-request', expressions)
  return defineScenario({
    name: `samples/http-request-${name}`,
    summary: `Fetches over odd requests: ${name}.`,
    config: `${HTTP}
userlist u
    group admins users user
    user user insecure-password pa:ss
frontend ${name}
    bind {{${name}}}
    no log
    option http-buffer-request
    declare capture request len 20
    unique-id-format %[path]-%[rand(1)]
    capture request header Host len 12
    capture request header X-List len 40
${rules}
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
`,
    files: { answer },
    // HAProxy has no room for an answer with all of them in digits.
    steps: steps(name).filter((step) => !(name === 'whole' && 'name' in step && step.name === 'whole huge')),
    normalise: [LENGTH_OF_ANSWER],
    since: ledger[name] ?? [],
  })
})

/** Fetches over responses: every expression over every answer of a server. */
import {
  defineScenario,
  fetchOnce,
  HTTP,
  receiveRequest,
  type SinceOverride,
  scriptedServer,
  send,
} from '../../src/index.ts'
import { asDigits, given, LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'

const CRLF = '\r\n'
const answer = (line: string, headers: readonly string[], body: string): string =>
  `${[line, ...headers, `Content-Length: ${body.length}`].join(CRLF)}${CRLF}${CRLF}${body}`

const answers: Readonly<Record<string, string>> = {
  plain: answer('HTTP/1.1 200 OK', [], 'ok'),
  empty: answer('HTTP/1.1 204 No Content', [], '').replace('Content-Length: 0\r\n', ''),
  rich: answer(
    'HTTP/1.1 404 Nothing Here',
    [
      'X-List: one, two ,, "th,ree"',
      'X-List: four',
      'X-Number: 42, -7, 9223372036854775808, x',
      'X-Address: 10.1.2.3, 2001:db8::1, nonsense',
      'X-Empty:',
      'Set-Cookie: a=1; path=/; HttpOnly',
      'Set-Cookie: b="two"; expires=Wed, 09 Jun 2021 10:18:14 GMT',
      'Set-Cookie: n=42',
      'Set-Cookie: a=3',
    ],
    'abc\x00def\xff',
  ),
  old: answer('HTTP/1.0 200 OK', ['X-List: \xe9'], 'x'),
  redirect: answer('HTTP/1.1 302 Found', ['Location: /there', 'Set-Cookie: =x; ;', 'Set-Cookie: c', 'X-Number: '], '1'),
  chunked: 'HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  many: answer(
    'HTTP/1.1 200 OK',
    [
      ...Array.from({ length: 30 }, (_, at) => `X-List: item${at},${at}`),
      ...Array.from({ length: 30 }, (_, at) => `Set-Cookie: a=${at}; path=/${at}`),
    ],
    'many',
  ),
  huge: answer(
    'HTTP/1.1 200 OK',
    [`X-List: ${'ab,'.repeat(200)}`, `X-Number: ${'9'.repeat(200)}`, `Set-Cookie: b=${'v'.repeat(400)}; path=/`],
    'b'.repeat(2000),
  ),
  nothing: answer('HTTP/1.1 200 OK', ['X-List: ,', 'Set-Cookie:', 'X-Number: -'], ''),
  latin: answer(
    'HTTP/1.1 299 \xe9t\xe9',
    ['X-List: \xe9,\xc3\xa9', 'Set-Cookie: a=\xe9; path=\xff', 'X-Number: \xe9'],
    '\xff\xfe',
  ),
}

const groups: Readonly<Record<string, readonly string[]>> = {
  head: [
    ...[
      'status',
      'res.ver',
      'resp_ver',
      'capture.res.ver',
      'res.hdr_names',
      'res.hdr_names(:)',
      'status,add(1)',
      'res.hdr',
    ],
    ...['X-List', 'X-Number', 'X-Empty', 'X-None', 'Location'].flatMap((name) => [
      `res.hdr(${name})`,
      `res.fhdr(${name})`,
      `res.hdr_cnt(${name})`,
      `res.fhdr_cnt(${name})`,
      `shdr(${name})`,
      `shdr_cnt(${name})`,
    ]),
    ...['1', '2', '-1', '9'].flatMap((at) => [
      `res.hdr(X-List,${at})`,
      `res.fhdr(X-List,${at})`,
      `res.hdr_val(X-Number,${at})`,
      `res.hdr_ip(X-Address,${at})`,
      `shdr_val(X-Number,${at})`,
      `shdr_ip(X-Address,${at})`,
    ]),
    ...['capture.res.hdr(0)', 'capture.res.hdr(1)', 'res.proto_http'].slice(0, 2),
    ...asDigits('res.hdrs', 'res.hdrs_bin'),
  ],
  rest: [
    ...['a', 'b', 'n', 'c', 'path', 'none', ''].flatMap((name) => [
      `res.cook(${name})`,
      `res.cook_cnt(${name})`,
      `res.cook_val(${name})`,
      `scook(${name})`,
      `scook_cnt(${name})`,
      `scook_val(${name})`,
    ]),
    ...['res.cook', 'res.cook_cnt', 'res.cook_val', 'cookie(a)', 'cookie(none)'],
    ...[
      'srv_name',
      'srv_id',
      'be_name',
      'be_id',
      'bc_http_major',
      'bc_err',
      'bc_err_str',
      'bc_dst',
      'bc_src',
      'txn.status',
    ].slice(0, 9),
    ...['fe_name', 'fc_http_major', 'http_first_req', 'cur_server_timeout', 'cur_tunnel_timeout', 'method'],
  ],
  body: [
    ...asDigits('res.body', 'res.payload(0,0)', 'res.payload(1,2)', 'res.payload_lv(0,1)', 'res.payload(0,9999)'),
    ...['res.body_len', 'res.body_size', 'res.len', 'res.body,length', 'rep_ssl_hello_type', 'res.ssl_hello_type'],
  ],
}

/** Where Weir deliberately answers otherwise. */
const ledger: Readonly<Record<string, readonly SinceOverride[]>> = {
  body: [
    given(
      'res.len',
      null,
      '*',
      '2.6 gives the size of its own form of an HTTP message, which is no length of the stream',
    ),
  ],
}

export const scenarios = Object.entries(groups).map(([name, expressions]) => {
  const group = sampleGroup('http-response', expressions)
  return defineScenario({
    name: `samples/http-response-${name}`,
    summary: `Fetches over odd responses: ${name}.`,
    config: `${HTTP}
frontend ${name}
    bind {{${name}}}
    no log
    capture response header X-List len 10
    capture response header Missing len 5
    default_backend servers
backend servers
${name === 'body' ? '    http-response wait-for-body time 1s\n' : ''}${group.rules}
    http-response return status 200 content-type text/plain lf-file {{dir}}/answer
    server origin {{origin}} id 7
`,
    files: { answer: group.answer },
    servers: {
      origin: scriptedServer(...Object.values(answers).map((bytes) => [receiveRequest(), send(bytes)])),
    },
    normalise: [LENGTH_OF_ANSWER],
    since: ledger[name] ?? [],
    steps: Object.keys(answers).map((answerName) => fetchOnce(`${name} ${answerName}`, name, `/${answerName}`)),
  })
})

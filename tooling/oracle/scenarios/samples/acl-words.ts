/** ACL keywords that name a fetch and a way of matching: each over requests that it takes and that it does not. */

import { forever, receiveRequest } from '../../src/conversation-steps.ts'
import { client, defineScenario, fetchOnce, HTTP, receiveResponse, scriptedServer, send } from '../../src/index.ts'
import { LENGTH_OF_ANSWER } from '../../src/sample-answers.ts'

/** Patterns by method: the first matches the texts below, the second does not. */
const methods: Readonly<Record<string, (text: string) => readonly string[]>> = {
  '': (text) => [text, `${text}x`],
  _beg: (text) => [text.slice(0, 3), text.slice(1, 4)],
  _dir: () => ['b', 'c'],
  _dom: () => ['test', 'est'],
  _end: (text) => [text.slice(-3), text.slice(-4, -1)],
  _len: (text) => [String(text.length), String(text.length + 1)],
  _reg: (text) => [`^${text.slice(0, 2).replace(/[^a-z]/g, '.')}`, '^zz'],
  _sub: (text) => [text.slice(1, 4), 'zzz'],
}

const conditionsOf = (keyword: string, argument: string, text: string): string[] =>
  Object.entries(methods).flatMap(([suffix, patterns]) =>
    patterns(text).map((pattern) => `${keyword}${suffix}${argument} ${pattern}`),
  )

const inRequests: readonly string[] = [
  ...conditionsOf('base', '', 'www.test/a/b?x=1'),
  ...conditionsOf('path', '', '/a/b'),
  ...conditionsOf('url', '', '/a/b?x=1&y=a/b.test'),
  ...conditionsOf('urlp', '(y)', 'a/b.test'),
  ...conditionsOf('hdr', '(x-text)', 'a/b.test'),
  ...conditionsOf('cook', '(c)', 'a/b.test'),
  ...['req_ver 1.1', 'req_ver 1.0', 'method GET', 'method POST'],
  ...['payload(0,3) 474554', 'payload_lv(0,1) 78', 'req_ssl_ver 3', 'req_ssl_sni a', 'req_rdp_cookie(a) b'],
  ...['req_rdp_cookie_cnt(a) 1', 'ssl_fc_sni_end test', 'ssl_fc_sni_reg ^w', 'hdr(host) www.test', 'hdr_cnt(x-text) 1'],
]

const inResponses: readonly string[] = [
  ...conditionsOf('shdr', '(x-text)', 'a/b.test'),
  ...conditionsOf('scook', '(c)', 'a/b.test'),
  ...['resp_ver 1.1', 'resp_ver 1.0'],
]

const rulesOf = (prefix: string, conditions: readonly string[]): string =>
  conditions.map((condition, at) => `    ${prefix} set-var(txn.s${at}) bool(true) if { ${condition} }`).join('\n')
const answerOf = (conditions: readonly string[]): string =>
  conditions.map((condition, at) => `${condition} = %[var(txn.s${at})]\n`).join('')

const ANSWER = 'return status 200 content-type text/plain lf-file {{dir}}/answer'
const HEADERS = ['X-Text: a/b.test', 'Cookie: c=a/b.test']
const requests = (to: string) => [
  client(
    `${to} all`,
    to,
    send(`GET /a/b?x=1&y=a/b.test HTTP/1.1\r\nHost: www.test\r\n${HEADERS.join('\r\n')}\r\n\r\n`),
    receiveResponse(),
  ),
  client(`${to} none`, to, send('POST /z HTTP/1.0\r\n\r\n'), receiveResponse()),
  fetchOnce(`${to} many`, to, '/c/b/?y=1&y=a/b.test', 'X-Text: z, a/b.test', 'Cookie: c=z; c=a/b.test'),
]

export const scenarios = [
  defineScenario({
    name: 'samples/acl-words-in-requests',
    summary: 'ACL keywords with a way of matching: in requests.',
    config: `${HTTP}
userlist users
    group g users u
    user u insecure-password p
frontend front
    bind {{front}}
    no log
${rulesOf('http-request', [...inRequests, 'http_auth_group(users) g'])}
    http-request ${ANSWER}
`,
    files: { answer: answerOf([...inRequests, 'http_auth_group(users) g']) },
    normalise: [LENGTH_OF_ANSWER],
    steps: [...requests('front'), fetchOnce('front user', 'front', '/', 'Authorization: Basic dTpw')],
  }),
  defineScenario({
    name: 'samples/acl-words-in-responses',
    summary: 'ACL keywords with a way of matching: in responses.',
    config: `${HTTP}
frontend front
    bind {{front}}
    no log
${rulesOf('http-response', inResponses)}
    http-response ${ANSWER}
    default_backend back
backend back
    server s1 {{s1}}
`,
    files: { answer: answerOf(inResponses) },
    servers: {
      s1: scriptedServer([
        forever(
          receiveRequest(),
          send('HTTP/1.1 200 OK\r\nX-Text: a/b.test\r\nSet-Cookie: c=a/b.test; path=/\r\nContent-Length: 0\r\n\r\n'),
        ),
      ]),
    },
    normalise: [LENGTH_OF_ANSWER],
    steps: requests('front'),
  }),
]

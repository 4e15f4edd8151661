/** What caches keep, and what they answer (manual 6). */
import {
  client,
  defineScenario,
  HTTP,
  receiveEnd,
  receiveRequest,
  receiveResponse,
  receiveResponseToHead,
  type SinceOverride,
  scriptedServer,
  send,
  sendHead,
} from '../../src/index.ts'

const BASE = `${HTTP}    log-format "%ST %B %ts %{+Q}r %[res.cache_hit] %[res.cache_name]"
cache small
    total-max-size 1
    max-object-size 1000
    max-age 30
cache varying
    total-max-size 1
    process-vary on
    max-secondary-entries 3
`
const LISTEN = `listen fe
    bind {{fe}}
    http-request cache-use small
    http-response set-header x-before 1
    http-response cache-store small
    http-response set-header x-behind 1
    http-after-response set-header x-hit %[res.cache_hit]
`
const VARYING = LISTEN.replaceAll('small', 'varying')

interface Request {
  readonly start?: string
  readonly lines?: readonly string[]
}

/** Requests in turn to one address, whose server numbers its answers. */
interface Turn {
  readonly answer: readonly string[]
  readonly body?: string
  readonly status?: string
  readonly requests: readonly Request[]
}

const secondMayPass = 'a second may begin between two requests'
const ages = [
  { pattern: /^age: [01]\r/m, replacement: 'age: 0\r', reason: secondMayPass },
  { pattern: /^age: [78]\r/m, replacement: 'age: 7\r', reason: secondMayPass },
]

/** 3.4: %B counts bytes received from the server, so what a cache gives logs 0. */
const cacheLogsZero: SinceOverride = {
  at: 'logs.*',
  change: (line) => String(line).replace(/^(<\d+>\d+) \d+ LR /, '$1 0 LR '),
  reason: '3.4: %B is what the server sent, local answers log 0',
}

/** Each turn has an address and a server of its own. */
function scenario(name: string, summary: string, config: string, turns: Readonly<Record<string, Turn>>) {
  const rows = Object.entries(turns)
  return defineScenario({
    name,
    summary,
    config: `${BASE}${config}${rows
      .map((_, index) => `    use-server s${index} if { path /${index} }\n    server s${index} {{s${index}}}\n`)
      .join('')}`,
    servers: Object.fromEntries(
      rows.map(([, { answer, body = 'body', status = '200 OK', requests }], row) => {
        const isFramed = answer.some((line) => /^(?:transfer-encoding|content-length):/i.test(line))
        const scripts = requests.map((_, turn) => {
          const lines = [...answer, `X-Answer: ${turn + 1}`]
          if (!isFramed) lines.push(`Content-Length: ${body.length}`)
          return [receiveRequest(), send(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`), receiveEnd()]
        })
        return [`s${row}`, scriptedServer(...scripts)]
      }),
    ),
    steps: rows.flatMap(([title, { requests }], index) =>
      requests.map(({ start = 'GET', lines = [] }, turn) =>
        client(
          `${title} ${turn + 1}`,
          'fe',
          sendHead(`${start} /${index} HTTP/1.1`, 'Host: a', ...lines),
          start === 'HEAD' ? receiveResponseToHead() : receiveResponse(),
        ),
      ),
    ),
    normalise: ages,
    since: [cacheLogsZero],
  })
}

const get: Request = {}
const fresh = 'Cache-Control: max-age=20'
const twice = (...answer: string[]): Turn => ({ answer, requests: [get, get] })
const thenAsked = (...lines: string[]): Turn => ({ answer: [fresh, 'ETag: "x"'], requests: [get, { lines }] })
const firstAsked = (...lines: string[]): Turn => ({ answer: [fresh], requests: [{ lines }, get] })
const between = (start: string, status = '200 OK'): Turn => ({
  answer: [fresh],
  status,
  requests: [get, { start, lines: start === 'HEAD' ? [] : ['Content-Length: 0'] }, get],
})
const varies = (answer: readonly string[], ...requests: readonly (readonly string[])[]): Turn => ({
  answer: [fresh, ...answer],
  requests: requests.map((lines) => ({ lines })),
})
const accepts = (value: string): string[] => [`Accept-Encoding: ${value}`]
const gzip = ['Vary: Accept-Encoding', 'Content-Encoding: gzip']

export const scenarios = [
  scenario('http/cache-responses', 'Which responses are kept, and how they are given again.', LISTEN, {
    'max-age': twice(fresh, 'X-Y: z'),
    nothing: twice(),
    tagged: twice('ETag: "x"'),
    modified: twice('Last-Modified: Sat, 21 Nov 2020 00:00:00 GMT'),
    expired: twice('Expires: Sat, 21 Nov 2020 00:00:00 GMT', 'ETag: "x"'),
    'expires in a word': twice('Expires: soon', 'ETag: "x"'),
    'expires far away': twice('Expires: Sat, 21 Nov 2099 00:00:00 GMT'),
    'no seconds': twice('Cache-Control: max-age=0', 'ETag: "x"'),
    'no shared seconds': twice('Cache-Control: s-maxage=0, max-age=20'),
    'shared seconds only': twice('Cache-Control: s-maxage=20, max-age=0'),
    'no number': twice('Cache-Control: max-age=x'),
    quoted: twice('Cache-Control: max-age="20"'),
    private: twice('Cache-Control: private, max-age=20'),
    'private in part': twice('Cache-Control: private="x", max-age=20'),
    'no-store': twice('Cache-Control: no-store, max-age=20'),
    'no-store in another line': twice(fresh, 'Cache-Control: no-store'),
    'no-cache': twice('Cache-Control: no-cache, max-age=20'),
    pragma: twice('Pragma: no-cache', fresh),
    'with a cookie': twice(fresh, 'Set-Cookie: a=b'),
    varying: twice(fresh, 'Vary: accept-encoding'),
    aged: twice(fresh, 'Age: 7'),
    'aged wrongly': twice(fresh, 'Age: x'),
    chunked: {
      answer: [fresh, 'Transfer-Encoding: chunked'],
      body: '4\r\nbody\r\n0\r\nX-T: 1\r\n\r\n',
      requests: [get, get],
    },
    empty: { answer: [fresh], body: '', requests: [get, get] },
    created: { answer: [fresh], status: '201 Created', requests: [get, get] },
    'not found': { answer: [fresh], status: '404 No', requests: [get, get] },
    large: { answer: [fresh], body: 'x'.repeat(1000), requests: [get, get] },
    'large in chunks': {
      answer: [fresh, 'Transfer-Encoding: chunked'],
      body: `3e8\r\n${'x'.repeat(1000)}\r\n0\r\n\r\n`,
      requests: [get, get],
    },
  }),
  scenario('http/cache-requests', 'Which requests caches answer, and what makes them forget.', LISTEN, {
    'no-cache': thenAsked('Cache-Control: no-cache'),
    'max-age': thenAsked('Cache-Control: max-age=5'),
    'no-store': thenAsked('Cache-Control: no-store'),
    pragma: thenAsked('Pragma: no-cache'),
    authorized: thenAsked('Authorization: x'),
    'a cookie': thenAsked('Cookie: a=b'),
    'a range': thenAsked('Range: bytes=0-1'),
    'the tag': thenAsked('If-None-Match: "x"'),
    'the weak tag': thenAsked('If-None-Match: W/"x"'),
    'tags with the tag': thenAsked('If-None-Match: "y", "x"'),
    'any tag': thenAsked('If-None-Match: *'),
    'another tag': thenAsked('If-None-Match: "y"'),
    'another tag and a date': thenAsked('If-None-Match: "y"', 'If-Modified-Since: Sat, 21 Nov 2099 00:00:00 GMT'),
    'a late date': thenAsked('If-Modified-Since: Sat, 21 Nov 2099 00:00:00 GMT'),
    'an early date': thenAsked('If-Modified-Since: Sat, 21 Nov 2009 00:00:00 GMT'),
    'no date': thenAsked('If-Modified-Since: soon'),
    'first with no-cache': firstAsked('Cache-Control: no-cache'),
    'first with no-store': firstAsked('Cache-Control: no-store'),
    'first authorized': firstAsked('Authorization: x'),
    'first authorized to the public': {
      answer: ['Cache-Control: public, max-age=20'],
      requests: [{ lines: ['Authorization: x'] }, get],
    },
    'head behind': { answer: [fresh], requests: [get, { start: 'HEAD' }] },
    'post between': between('POST'),
    'delete between': between('DELETE'),
    'options between': between('OPTIONS'),
  }),
  scenario('http/cache-vary', 'Responses that vary on what clients accept.', VARYING, {
    'plain for all': varies(['Vary: Accept-Encoding'], accepts('gzip'), accepts('br'), []),
    'plain but not for those who refuse it': varies(['Vary: accept-encoding'], [], accepts('identity;q=0')),
    'plain for a star at zero': varies(['Vary: accept-encoding'], [], accepts('*;q=0')),
    'gzip for those who take it': varies(gzip, accepts('gzip'), accepts('br, gzip'), accepts('x-gzip'), []),
    'gzip not for others': varies(gzip, accepts('gzip'), accepts('br')),
    'gzip at zero': varies(gzip, accepts('gzip'), accepts('gzip;q=0')),
    'gzip for a star': varies(gzip, accepts('gzip'), accepts('*')),
    'unknown coding': varies(['Vary: Accept-Encoding', 'Content-Encoding: foo'], accepts('foo'), accepts('foo')),
    'two headers': varies(['Vary: accept-encoding, referer'], ['Referer: x'], ['Referer: x'], ['Referer: y']),
    'a header that is not looked at': varies(['Vary: cookie'], [], []),
    anything: varies(['Vary: *'], [], []),
  }),
]

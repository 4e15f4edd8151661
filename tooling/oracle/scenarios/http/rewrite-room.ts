/** Heads and answers that a buffer has no room for. A small buffer keeps the recording small. */
import {
  client,
  command,
  csvColumns,
  defineScenario,
  earlyErrorsInLowerCase,
  fetchOnce,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  REPLACED_ANSWER_BYTES,
  receiveResponse,
  send,
} from '../../src/index.ts'

const SMALL_BUFFER = `global
    tune.bufsize 2048
    tune.maxrewrite 1024
`

const long = `X-N: ${'n'.repeat(840)}`
const short = `X-N: ${'n'.repeat(300)}`

const edits = ['set', 'add', 'replace', 'value', 'uri', 'path', 'pathq', 'query', 'replace-uri', 'method']
const answers = ['return', 'deny', 'tarpit', 'error', 'location', 'prefix', 'headers']
const responses = ['res-set', 'res-return', 'res-deny', 'res-redirect', 'after', 'after-deny', 'after-return']
const modes = ['soft', 'soft-twice', 'soft-uri', 'soft-backend', 'soft-response', 'soft-after', 'backend', 'hint']

/** A body that comes along with the head takes the room that an edit needs. */
const post = (bodyBytes: number) =>
  client(
    `post-${bodyBytes}`,
    'fe',
    send(`POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: ${bodyBytes}\r\n\r\n${'b'.repeat(bodyBytes)}`),
    receiveResponse(),
  )

export const scenario = defineScenario({
  name: 'http/rewrite-room',
  summary: 'Edits that a buffer has no room for end in 500 unless told otherwise; answers that do not fit one do, too.',
  files: {
    '500.http': 'HTTP/1.1 500 Full\r\nContent-Length: 4\r\n\r\nfull',
  },
  config: `${SMALL_BUFFER}${HTTP}    timeout tarpit 300
frontend fe
    bind {{fe}}
    errorfile 500 {{dir}}/500.http
    http-error status 429 content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)]
    http-request set-var(txn.n) req.hdr(x-n)
    http-request set-var(txn.path) path
    http-request set-header X-Set %[var(txn.n)]%[var(txn.n)] if { path /set }
    http-request add-header X-Add %[var(txn.n)]%[var(txn.n)] if { path /add }
    http-request replace-header X-N (.*) \\1\\1\\1 if { path /replace }
    http-request replace-value X-N (.*) \\1\\1\\1 if { path /value }
    http-request set-uri /%[var(txn.n)]%[var(txn.n)] if { path /uri }
    http-request set-path /%[var(txn.n)]%[var(txn.n)] if { path /path }
    http-request set-pathq /%[var(txn.n)]%[var(txn.n)] if { path /pathq }
    http-request set-query %[var(txn.n)]%[var(txn.n)] if { path /query }
    http-request replace-uri .* /%[var(txn.n)]%[var(txn.n)] if { path /replace-uri }
    http-request set-method %[var(txn.n)]%[var(txn.n)] if { path /method }
    http-request early-hint Link %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /hint }
    http-request set-header X-Set "${'s'.repeat(1100)}" if { path /post }
    http-request return content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /return }
    http-request return hdr X-Long %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /headers }
    http-request deny content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /deny }
    http-request tarpit content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /tarpit }
    http-request deny deny_status 429 if { path /error }
    http-request redirect location /%[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /location }
    http-request redirect prefix /%[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { path /prefix }
    http-request deny if { path /after-deny }
    http-request return if { path /after-return }
    http-request set-header X-Soft old if { path_beg /soft }
    http-request strict-mode off if { path_beg /soft }
    http-request set-header X-Soft %[var(txn.n)]%[var(txn.n)] if { path /soft }
    http-request add-header X-Soft %[var(txn.n)]%[var(txn.n)] if { path /soft-twice }
    http-request add-header X-Soft new if { path /soft-twice }
    http-request set-uri /%[var(txn.n)]%[var(txn.n)] if { path /soft-uri }
    http-response strict-mode off if { var(txn.path) -m str /soft-response }
    http-response set-header X-Long %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { var(txn.path) -m str /res-set /soft-response }
    http-response return content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { var(txn.path) -m str /res-return }
    http-response deny content-type text/plain lf-string %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { var(txn.path) -m str /res-deny }
    http-response redirect location /%[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { var(txn.path) -m str /res-redirect }
    http-after-response strict-mode off if { var(txn.path) -m str /soft-after }
    http-after-response set-header X-After yes
    http-after-response set-header X-Long %[var(txn.n)]%[var(txn.n)]%[var(txn.n)] if { var(txn.path) -m str /after /after-deny /after-return /soft-after }
    default_backend be
backend be
    http-request set-header X-Back %[var(txn.n)]%[var(txn.n)] if { path_end backend }
    server s1 {{s1}}
`,
  servers: { s1: identifyingServer() },
  steps: [
    ...edits.flatMap((name) => [
      fetchOnce(`${name}-short`, 'fe', `/${name}`, short),
      fetchOnce(`${name}-long`, 'fe', `/${name}`, long),
    ]),
    ...[...answers, ...responses].flatMap((name) => [
      fetchOnce(`${name}-short`, 'fe', `/${name}`, short),
      fetchOnce(`${name}-long`, 'fe', `/${name}`, long),
    ]),
    ...modes.map((name) => fetchOnce(name, 'fe', `/${name}`, long)),
    post(10),
    post(500),
    post(800),
    // A head may take 1024 bytes of the buffer, with blanks 1984 of what is received.
    fetchOnce('head-fits', 'fe', '/', `X-Long: ${'h'.repeat(860)}`),
    fetchOnce('head-too-long', 'fe', '/', `X-Long: ${'h'.repeat(930)}`),
    fetchOnce('blanks-fit', 'fe', '/', `X-Long: ${' '.repeat(1900)}h`),
    fetchOnce('blanks-too-long', 'fe', '/', `X-Long: ${' '.repeat(1990)}h`),
    command(
      'show stat',
      csvColumns('pxname', 'svname', 'wrew', 'eint', 'dreq', 'dresp', 'hrsp_2xx', 'hrsp_4xx', 'hrsp_5xx'),
    ),
  ],
  normalise: [REPLACED_ANSWER_BYTES],
  since: [earlyErrorsInLowerCase('head-too-long'), earlyErrorsInLowerCase('blanks-too-long'), localRepliesLogZero()],
})

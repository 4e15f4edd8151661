import { defineScenario, fetchOnce, HTTP, identifyingServer, localRepliesLogZero } from '../../src/index.ts'

/** Longer than what is left to the engine of JavaScript. */
const long = 'a'.repeat(6000)

export const scenario = defineScenario({
  name: 'http/regexes',
  summary:
    'Every place that takes a regular expression: what JavaScript lacks, what backtracks without end, long subjects.',
  config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request deny deny_status 400 if { req.hdr(x-deny) -m reg -- (a+)+$ }
    http-request deny deny_status 403 if { path_reg -i -- ^/ADMIN(?!/public) }
    http-request deny deny_status 405 if { req.hdr(x-pair) -m reg -- ^(?<n>a|b(?=b))?(?(n)c|d)$ }
    http-request set-header X-Bad yes if { req.hdr(x-list) -m reg -- ^(?:(a)|b)*$ }
    http-request del-header ^x-(?:secret|key)-\\d++$ -m reg
    http-request replace-header X-Loop ^(?:(a)|(b))*$ <\\0|\\1|\\2>
    http-request replace-header X-Kept foo\\Kbar BAR:\\0
    http-request replace-header X-Long ^(a+)+!$ <\\1>
    http-request replace-header X-Many ^(.*)-(.*)-(.*)$ \\3-\\2-\\1
    http-request replace-value X-Values (?<!x)y(\\d)? [\\0\\1]
    http-request replace-path ^/(?<first>\\w+)/(?>\\w+)/(.*) /\\1/\\2
    http-request replace-pathq ^(/q[^?]*)\\?(\\w+)=(\\w+) \\1?\\3=\\2
    http-request set-header X-Sub '%[req.hdr(x-sub),regsub(\\b,|,g)]'
    http-request set-header X-Ends '%[req.hdr(x-sub),regsub($,!,g)]'
    http-request set-header X-Class '%[req.hdr(x-sub),regsub([[:upper:][:digit:]]+,#,g)]'
    http-response replace-header X-Server ^(?i)S(.)$ server-\\1
    default_backend be
backend be
    server s1 {{s1}}
`,
  servers: { s1: identifyingServer() },
  steps: [
    fetchOnce('deny', 'fe', '/', 'X-Deny: aaaa'),
    fetchOnce('no-deny', 'fe', '/', 'X-Deny: bbb'),
    fetchOnce('admin', 'fe', '/admin/x'),
    fetchOnce('public', 'fe', '/admin/public'),
    fetchOnce('pair', 'fe', '/', 'X-Pair: ac'),
    fetchOnce('no-pair', 'fe', '/', 'X-Pair: ad'),
    fetchOnce('single', 'fe', '/', 'X-Pair: d'),
    fetchOnce('list', 'fe', '/', 'X-List: abba'),
    fetchOnce('names', 'fe', '/', 'X-Secret-1: 1', 'X-Key-22: 2', 'X-Key-a: 3', 'X-Keys-1: 4'),
    fetchOnce('loop', 'fe', '/', 'X-Loop: abab', 'X-Loop: ba', 'X-Loop: c'),
    fetchOnce('kept', 'fe', '/', 'X-Kept: foobar'),
    fetchOnce('long', 'fe', '/', `X-Long: ${long}!`),
    fetchOnce('long-other', 'fe', '/', 'X-Long: aaa'),
    fetchOnce('many', 'fe', '/', `X-Many: ${long}-b-c`),
    fetchOnce('many-short', 'fe', '/', 'X-Many: a-b-c-d'),
    fetchOnce('values', 'fe', '/', 'X-Values: y1, xy2,y, zy3'),
    fetchOnce('path', 'fe', '/one/two/three/four'),
    fetchOnce('query', 'fe', '/q/x?a=b&c=d'),
    fetchOnce('sub', 'fe', '/', 'X-Sub: foo Bar42'),
  ],
  since: [localRepliesLogZero()],
})

import { defineScenario, fetchOnce, HTTP, identifyingServer } from '../../src/index.ts'

export const scenario = defineScenario({
  name: 'http/header-rules',
  summary: 'Actions on headers, path, query, method and status, with and without conditions, in order.',
  config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request set-header X-Set "one two"
    http-request add-header X-Add first
    http-request add-header X-Add second
    http-request del-header X-Gone
    http-request del-header x-pre -m beg
    http-request set-header X-Format "%[src] %[method] %[path] %[req.hdr(host),upper]"
    http-request replace-header X-Replaced ([a-z]+)=([0-9]+) \\2=\\1
    http-request replace-value X-List (b.) <\\1>
    http-request set-header X-If yes if { path_beg /if }
    http-request set-header X-Unless yes unless { path_beg /if }
    http-request set-path /moved%[path] if { path /path }
    http-request set-query a=1&%[query] if { path /query }
    http-request set-uri /uri?x=y if { path /uri-before }
    http-request set-method PUT if { path /method }
    http-request replace-path /old/(.*) /new/\\1
    http-request replace-uri ^/a/(.*)$ /b/\\1
    http-request set-var(txn.path) path
    http-response set-header X-Path %[var(txn.path)]
    http-response add-header X-Answer 1
    http-response add-header X-Answer 2
    http-response del-header X-Secret
    http-response replace-header X-Server s(.) server-\\1
    http-response set-status 202 if { var(txn.path) -m str /status }
    http-response set-status 418 reason "A teapot" if { var(txn.path) -m str /reason }
    http-after-response set-header X-After %[status]
    default_backend be
backend be
    http-request set-header X-Backend %[be_name]
    http-response set-header X-Backend be
    server s1 {{s1}}
`,
  servers: { s1: identifyingServer('X-Secret: hidden', 'X-Answer: 0') },
  steps: [
    fetchOnce('headers', 'fe', '/', 'X-Set: old', 'X-Add: zero', 'X-Gone: 1', 'x-GONE: 2', 'X-Pre-A: 1', 'X-Prefix: 2'),
    fetchOnce('replaced', 'fe', '/', 'X-Replaced: abc=123, def=456', 'X-List: aa, bb, cc, bd'),
    fetchOnce('if', 'fe', '/if'),
    fetchOnce('path', 'fe', '/path?q=1'),
    fetchOnce('query', 'fe', '/query?q=1'),
    fetchOnce('uri', 'fe', '/uri-before?q=1'),
    fetchOnce('method', 'fe', '/method'),
    fetchOnce('replace-path', 'fe', '/old/x?old/y'),
    fetchOnce('replace-uri', 'fe', '/a/x?y'),
    fetchOnce('status', 'fe', '/status'),
    fetchOnce('reason', 'fe', '/reason'),
  ],
})

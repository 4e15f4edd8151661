/** Which backend and which server a request reaches. */
import {
  client,
  defineScenario,
  fetchOnce,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  receiveResponse,
  sendHead,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'http/use-backend',
    summary: 'Content switching by ACLs of many kinds, in order, with a default.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    acl is_api path_beg /api/
    acl is_static path_end .css .js
    acl is_post method POST
    acl is_host hdr(host) -i www.example.test
    acl is_sub hdr_end(host) .sub.test
    acl has_x req.hdr(x-route) -m found
    acl big url_param(n) -m int gt 10
    acl re path_reg ^/v[0-9]+/
    acl word path_dir admin
    use_backend b1 if is_api !is_post
    use_backend b2 if is_api is_post
    use_backend b3 if is_static or has_x
    use_backend b4 if is_host
    use_backend b4 if is_sub || big
    use_backend b5 if re
    use_backend b5 if word { src 127.0.0.0/8 }
    default_backend b6
${['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((name) => `backend ${name}\n    server ${name} {{${name}}}\n`).join('')}`,
    servers: Object.fromEntries(['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((name) => [name, identifyingServer()])),
    steps: [
      fetchOnce('api', 'fe', '/api/x'),
      client('api-post', 'fe', sendHead('POST /api/x HTTP/1.1', 'Host: a', 'Content-Length: 0'), receiveResponse()),
      fetchOnce('static', 'fe', '/x.css?y'),
      fetchOnce('header', 'fe', '/', 'X-Route:'),
      client('host', 'fe', sendHead('GET / HTTP/1.1', 'Host: WWW.example.test'), receiveResponse()),
      client('sub', 'fe', sendHead('GET / HTTP/1.1', 'Host: a.sub.test'), receiveResponse()),
      fetchOnce('big', 'fe', '/?n=11'),
      fetchOnce('small', 'fe', '/?n=10'),
      fetchOnce('regex', 'fe', '/v12/x'),
      fetchOnce('word', 'fe', '/x/admin/y'),
      fetchOnce('default', 'fe', '/x'),
    ],
  }),
  defineScenario({
    name: 'http/dynamic-backend',
    summary: 'Backends named by an expression, one of them missing, and use-server.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    use_backend %[req.hdr(host),lower,word(1,:)]_http if { path_beg /strict }
    use_backend %[req.hdr(host),lower]_http
frontend fallback
    bind {{fallback}}
    use_backend %[path,field(2,/)]
    default_backend two_http
backend one_http
    server s1 {{s1}}
backend two_http
    use-server s1 if { path_beg /one }
    use-server %[req.hdr(x-server)] if { req.hdr(x-server) -m found }
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}} weight 0
`,
    servers: { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() },
    steps: [
      client('one', 'fe', sendHead('GET /strict HTTP/1.1', 'Host: ONE:80'), receiveResponse()),
      client('two', 'fe', sendHead('GET /one HTTP/1.1', 'Host: two'), receiveResponse()),
      client('missing', 'fe', sendHead('GET / HTTP/1.1', 'Host: three'), receiveResponse()),
      fetchOnce('named', 'fallback', '/one_http/x'),
      fetchOnce('fallback', 'fallback', '/nope/x', 'X-Server: s3'),
      fetchOnce('unknown-server', 'fallback', '/one/x2', 'X-Server: s9'),
      fetchOnce('unknown-server-balanced', 'fallback', '/x', 'X-Server: s9'),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/balance-hash',
    summary: 'Hashing of the URI, a header and a parameter over weighted servers.',
    config: `${HTTP}
${[
  ['uri', 'balance uri'],
  ['whole', 'balance uri whole'],
  ['depth', 'balance uri depth 2 len 12'],
  ['hdr', 'balance hdr(x-key)'],
  ['host', 'balance hdr(host) use_domain_only'],
  ['param', 'balance url_param key'],
  ['consistent', 'balance uri\n    hash-type consistent djb2'],
  ['djb2', 'balance uri\n    hash-type map-based djb2'],
  ['crc', 'balance uri\n    hash-type map-based crc32 avalanche'],
]
  .map(
    ([name, lines]) =>
      `listen ${name}\n    bind {{${name}}}\n    ${lines}\n    server s1 {{s1}}\n    server s2 {{s2}} weight 2\n    server s3 {{s3}}\n`,
  )
  .join('')}`,
    servers: { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() },
    steps: ['uri', 'whole', 'depth', 'hdr', 'host', 'param', 'consistent', 'djb2', 'crc'].flatMap((to) =>
      ['/', '/a/b/c?key=1', '/a/b/d?key=2', '/a/b/c?key=333', '/other/path', '/images/logo.png?key='].map(
        (uri, index) =>
          client(
            `${to}-${index + 1}`,
            to,
            sendHead(
              `GET ${uri} HTTP/1.1`,
              `Host: h${index}.site${index % 3}.test`,
              ...(index === 0 ? [] : [`X-Key: ${index * 7919}`]),
            ),
            receiveResponse(),
          ),
      ),
    ),
  }),
]

/** Lines about TLS, one a case: `@@` divides lines, `K/` is the folder of test keys, `L` a file with the list of the case. */

export interface Case {
  readonly name: string
  /** With `K/` and `L` as they stand here. */
  readonly text: string
  /** The text of `L`. */
  readonly list: string
}

const bindTails = `
ssl
ssl crt /nonexist
ssl crt K/rsa.pem
crt K/rsa.pem
ssl crt K/directory
ssl crt K/directory-with-junk
ssl crt K/bundle/site
ssl crt K/bundle
ssl crt K/junk.pem
ssl crt K/empty.pem
ssl crt K/certificate-only.pem
ssl crt K/mismatch.pem
ssl crt K/authority-first.pem
ssl crt K/beside.pem
ssl crt K/other.crt
ssl crt K/address-only.pem crt K/wildcard.pem crt K/ecdsa.pem
ssl crt
ssl crt K/rsa.pem verify
ssl crt K/rsa.pem verify foo
ssl crt K/rsa.pem verify none
ssl crt K/rsa.pem verify required
ssl crt K/rsa.pem verify optional
ssl crt K/rsa.pem verify required ca-file /nonexist
ssl crt K/rsa.pem verify required ca-file K/junk.pem
ssl crt K/rsa.pem verify required ca-file K/authority.pem
ssl crt K/rsa.pem verify required ca-file K/directory
ssl crt K/rsa.pem ca-file K/authority.pem
ssl crt K/rsa.pem ca-file /nonexist
ssl crt K/rsa.pem verify required ca-file K/authority.pem crl-file K/revocations.pem
ssl crt K/rsa.pem verify required ca-file K/authority.pem crl-file K/authority.pem
ssl crt K/rsa.pem crl-file /nonexist
ssl crt K/rsa.pem verify required ca-verify-file K/authority.pem
ssl crt K/rsa.pem verify required ca-verify-file K/authority.pem ca-file K/intermediate.pem
ssl crt K/rsa.pem verify required ca-ignore-err all
ssl verify required ca-file /nonexist
ssl crt K/rsa.pem ciphers
ssl crt K/rsa.pem ciphers FOO
ssl crt K/rsa.pem ciphers HIGH:FOO
ssl crt K/rsa.pem ciphersuites
ssl crt K/rsa.pem ciphersuites FOO
ssl crt K/rsa.pem ciphersuites TLS_AES_128_GCM_SHA256
ssl crt K/rsa.pem curves
ssl crt K/rsa.pem curves FOO
ssl crt K/rsa.pem curves P-256
ssl crt K/rsa.pem curves X25519:P-384
ssl crt K/rsa.pem ecdhe
ssl crt K/rsa.pem ecdhe FOO
ssl crt K/rsa.pem ecdhe prime256v1
ssl crt K/rsa.pem alpn
ssl crt K/rsa.pem alpn h2
ssl crt K/rsa.pem alpn h2,http/1.1
ssl crt K/rsa.pem alpn h2,,http/1.1
ssl crt K/rsa.pem npn
ssl crt K/rsa.pem npn http/1.1
ssl crt K/rsa.pem ssl-min-ver
ssl crt K/rsa.pem ssl-min-ver TLSv1.2
ssl crt K/rsa.pem ssl-min-ver TLSv1.4
ssl crt K/rsa.pem ssl-min-ver SSLv3
ssl crt K/rsa.pem ssl-max-ver TLSv1.1
ssl crt K/rsa.pem ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2
ssl crt K/rsa.pem force-tlsv12
ssl crt K/rsa.pem force-sslv3
ssl crt K/rsa.pem force-tlsv10
ssl crt K/rsa.pem force-tlsv12 ssl-min-ver TLSv1.3
ssl crt K/rsa.pem force-tlsv11 no-tlsv11
ssl crt K/rsa.pem no-tlsv12
ssl crt K/rsa.pem no-tlsv13
ssl crt K/rsa.pem no-sslv3 no-tlsv12
ssl crt K/rsa.pem no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13
ssl crt K/rsa.pem no-tlsv11 ssl-min-ver TLSv1.0
ssl crt K/rsa.pem strict-sni
ssl crt K/rsa.pem no-tls-tickets
ssl crt K/rsa.pem tls-ticket-keys
ssl crt K/rsa.pem tls-ticket-keys /nonexist
ssl crt K/rsa.pem tls-ticket-keys K/ticket-keys
ssl crt K/rsa.pem tls-ticket-keys K/ticket-keys-two
ssl crt K/rsa.pem tls-ticket-keys K/ticket-keys-mixed
ssl crt K/rsa.pem tls-ticket-keys K/junk.pem
ssl crt K/rsa.pem no-ca-names
ssl crt K/rsa.pem prefer-client-ciphers
ssl crt K/rsa.pem allow-0rtt
ssl crt K/rsa.pem ca-sign-file
ssl crt K/rsa.pem ca-sign-file K/rsa.pem ca-sign-pass x
ssl crt K/rsa.pem ca-sign-pass
ssl crt K/rsa.pem crt-ignore-err
ssl crt K/rsa.pem crt-ignore-err all
ssl crt K/rsa.pem crt-ignore-err 10,11
ssl crt K/rsa.pem crt-ignore-err foo
ssl crt K/rsa.pem crt-ignore-err 0
ssl crt K/rsa.pem crt-ignore-err 1000
ssl crt K/rsa.pem ca-ignore-err 63
ssl crt-list
ssl crt-list /nonexist
ssl crt-list K/junk.pem
ssl crt K/rsa.pem crt-list K/empty.pem
`

const lists = `
K/rsa.pem
K/rsa.pem [alpn h2] a.test !b.test
K/rsa.pem [foo bar]
K/rsa.pem [alpn h2 ssl-min-ver TLSv1.2] *.a.test !b.a.test@@# comment@@@@K/ecdsa.pem
K/rsa.pem [verify required]
K/rsa.pem [verify required ca-file K/authority.pem]
K/rsa.pem [ca-file /nonexist]
K/rsa.pem [ciphers FOO]
K/rsa.pem [ssl]
K/rsa.pem [strict-sni]
K/rsa.pem [no-tlsv12]
K/rsa.pem []
K/rsa.pem [ alpn h2 ] a
K/rsa.pem *
K/rsa.pem !*
K/rsa.pem [alpn]
K/rsa.pem [alpn h2] [npn x]
K/rsa.pem [ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2]
K/rsa.pem [allow-0rtt no-ca-names ecdhe prime256v1 curves P-256 npn h2 ciphersuites TLS_AES_128_GCM_SHA256] a *.b !*.c
K/bundle/site
/nonexist a
K/junk.pem a
@@@@K/junk.pem a
K/authority-first.pem
`

const serverTails = `
ssl
ssl verify none
ssl verify required
ssl verify required ca-file K/authority.pem
ssl ca-file K/authority.pem
ssl verify
ssl verify optional
verify required
verify required ca-file /nonexist
ca-file /nonexist
ssl verify none ca-file K/junk.pem
ssl verify none crl-file /nonexist
ssl ca-file K/authority.pem crl-file K/revocations.pem
ssl verify none crt
ssl verify none crt /nonexist
ssl verify none crt K/rsa.pem
ssl verify none crt K/junk.pem
ssl verify none crt K/mismatch.pem
crt K/rsa.pem
crt /nonexist
ssl verify none sni
ssl verify none sni str(a)
sni str(a)
ssl verify none sni nofetch
ssl verify none sni req.hdr(host),foo
ssl verify none sni res.hdr(x)
ssl verify none alpn
ssl verify none alpn h2
alpn h2
ssl verify none npn http/1.1
check-ssl
check-ssl verify none
check check-ssl verify none
check-sni
check-sni a
check-alpn
check-alpn h2
no-check-ssl
no-ssl
ssl no-ssl
ssl verify none ssl-reuse
no-ssl-reuse
ssl verify none ssl-min-ver
ssl verify none ssl-min-ver TLSv1.9
ssl verify none ssl-max-ver TLSv1.1
ssl verify none ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2
ssl verify none ssl-min-ver TLSv1.0 no-tlsv11
ssl verify none force-sslv3
ssl verify none force-tlsv13
ssl verify none no-tlsv12
ssl verify none no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13
ssl verify none ciphers
ssl verify none ciphers FOO
ssl verify none ciphersuites FOO
ciphers FOO
ssl verify none verifyhost
ssl verify none verifyhost a
ssl verify none allow-0rtt
ssl verify none tls-tickets
ssl verify none no-tls-tickets
`

/** Rules of checks, and behind `=>` the words of the server. */
const checked = `
option tcp-check @@ tcp-check connect ssl => check
option tcp-check @@ tcp-check connect ssl => check verify none
option tcp-check @@ tcp-check connect ssl => check verify required
option tcp-check @@ tcp-check connect ssl => check verify required ca-file K/authority.pem
option tcp-check @@ tcp-check connect ssl => check ssl
option tcp-check @@ tcp-check connect ssl => check verify none ciphers FOO
option tcp-check @@ tcp-check connect ssl => check verify none crt K/junk.pem
option tcp-check @@ tcp-check connect => check
option tcp-check @@ tcp-check connect default => check
option tcp-check @@ tcp-check connect port 80 @@ tcp-check connect ssl port 443 => check
option httpchk @@ http-check connect ssl => check
option httpchk @@ http-check connect ssl sni a.test alpn h2,http/1.1 => check verify none
option httpchk @@ http-check connect sni a.test => check
tcp-check connect ssl => check verify none
option tcp-check @@ tcp-check connect ssl via-socks4 => check verify none socks4 127.0.0.1:1080
=> check check-via-socks4
=> socks4
=> socks4 127.0.0.1
=> socks4 127.0.0.1:1080 check check-via-socks4
=> socks4 127.0.0.1:0
=> socks4 127.0.0.1:99999
=> send-proxy-v2-ssl
=> send-proxy-v2-ssl-cn no-send-proxy-v2-ssl-cn
=> proxy-v2-options
=> proxy-v2-options foo
=> proxy-v2-options ssl,,crc32c
=> send-proxy-v2 proxy-v2-options ssl,cert-cn,ssl-cipher,cert-sig,cert-key,authority,crc32c,unique-id
`

const globals = `
ssl-default-bind-ciphers
ssl-default-bind-ciphers FOO
ssl-default-bind-ciphers HIGH X
ssl-default-bind-ciphersuites
ssl-default-bind-ciphersuites FOO
ssl-default-bind-curves
ssl-default-bind-curves FOO
ssl-default-bind-options
ssl-default-bind-options foo
ssl-default-bind-options no-sslv3 no-tls-tickets
ssl-default-bind-options ssl-min-ver
ssl-default-bind-options ssl-min-ver TLSv1.9
ssl-default-bind-options ssl-min-ver TLSv1.2 ssl-max-ver TLSv1.3
ssl-default-bind-options ssl-min-ver TLSv1.3 ssl-max-ver TLSv1.2
ssl-default-bind-options no-tlsv12 no-tlsv13
ssl-default-bind-options force-tlsv12
ssl-default-bind-options prefer-client-ciphers
ssl-default-server-options
ssl-default-server-options foo
ssl-default-server-options no-tls-tickets ssl-min-ver TLSv1.2
ssl-default-server-ciphers
ssl-default-server-ciphers FOO
ssl-default-server-ciphersuites FOO
ssl-dh-param-file
ssl-dh-param-file /nonexist
ssl-dh-param-file K/junk.pem
ssl-load-extra-files
ssl-load-extra-files foo
ssl-load-extra-files all none
ssl-load-extra-files none
ssl-load-extra-files bundle key
ssl-load-extra-del-ext
ssl-load-extra-del-ext foo
ssl-skip-self-issued-ca
ssl-server-verify
ssl-server-verify maybe
ssl-server-verify none
ssl-server-verify required
ca-base
ca-base /x
ca-base /x @@ ca-base /y
crt-base /x @@ crt-base /y
crt-base /x y
issuers-chain-path
issuers-chain-path K/authority.pem
issuers-chain-path K/directory
tune.ssl.cachesize
tune.ssl.cachesize x
tune.ssl.cachesize -1
tune.ssl.cachesize 0
tune.ssl.cachesize 10 11
tune.ssl.capture-buffer-size
tune.ssl.capture-buffer-size -1
tune.ssl.capture-buffer-size 100
tune.ssl.capture-cipherlist-size 100
tune.ssl.default-dh-param
tune.ssl.default-dh-param 2048
tune.ssl.hard-maxrecord 1000
tune.ssl.keylog
tune.ssl.keylog x
tune.ssl.keylog on
tune.ssl.keylog on off
tune.ssl.maxrecord
tune.ssl.maxrecord -1
tune.ssl.maxrecord 100
tune.ssl.ssl-ctx-cache-size
tune.ssl.ssl-ctx-cache-size 5
maxsslconn
maxsslconn -1
maxsslconn 5
maxsslconn 5 x
maxsslrate
maxsslrate 5
`

const base = (global: string, bind: string, server: string): string => `global
${global
  .split('@@')
  .filter((line) => line.trim() !== '')
  .map((line) => `  ${line.trim()}\n`)
  .join('')}defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
frontend f
  bind ${bind}
  default_backend b
backend b
  server s 127.0.0.1:1${server}
`

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

export const cases: readonly Case[] = [
  ...linesOf(bindTails).map((tail) => ({ name: `bind ${tail}`, text: base('', `:1 ${tail}`, ''), list: '' })),
  ...linesOf(lists).map((list) => ({
    name: `list ${list}`,
    text: base('', ':1 ssl crt-list L', ''),
    list: `${list.replaceAll('@@', '\n')}\n`,
  })),
  ...linesOf(serverTails).map((tail) => ({ name: `server ${tail}`, text: base('', ':1', ` ${tail}`), list: '' })),
  ...linesOf(checked).map((line) => {
    const [rules = '', tail = ''] = line.split('=>')
    const lines = rules.split('@@').filter((rule) => rule.trim() !== '')
    const text = base('', ':1', ` ${tail.trim()}`).replace('  server', () =>
      [...lines.map((rule) => `  ${rule.trim()}\n`), '  server'].join(''),
    )
    return { name: `check ${line}`, text, list: '' }
  }),
  ...linesOf(globals).map((line) => ({
    name: `global ${line}`,
    text: base(line, ':1 ssl crt K/rsa.pem', ''),
    list: '',
  })),
]

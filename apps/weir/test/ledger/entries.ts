/** One difference between Weir and HAProxy 2.6 that is meant: who says it, what is said, and why the other does not. */
export interface LedgerEntry {
  readonly says: 'Weir' | 'HAProxy'
  readonly severity: 'alert' | 'warning'
  /** The whole message, as HAProxy prints it, or Weir's as `code message`. */
  readonly text: RegExp
  readonly reason: string
  /** Where that is written down: a section of the list of changes since 2.6, or a limit in docs/reference/coverage.md. */
  readonly source: string
}

/**
 * Every entry explains something in the corpus or in the verdicts, or a test fails. Words that Weir refuses, or reads
 * without effect, need none: they come from the vocabulary (`explain.ts`).
 */
export const ledger: readonly LedgerEntry[] = [
  // Weir refuses, and HAProxy 2.6 does not.
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/removed-keyword 'process' on 'bind' lines is not supported any more: /,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind … process, 2.7',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\] : 'bind .*' in section '.*' : 'process .*' on 'bind' lines is deprecated and will be removed in 2\.7\.$/,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind … process, 2.7',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/invalid-argument 'stats socket' : unknown keyword 'process'$/,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind … process, 2.7',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\] : 'stats socket' : 'process .*' on 'bind' lines is deprecated and will be removed in 2\.7\.$/,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind … process, 2.7',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/removed-keyword '(stats )?bind-process' is not supported any more: /,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind-process and stats bind-process, 2.7',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\]: '(stats )?bind-process' has no effect, is deprecated, and will be removed in version 2\.7\.$/,
    reason: 'sets of processes are gone',
    source: 'since 2.6, §2: bind-process and stats bind-process, 2.7',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/removed-keyword '(dispatch|transparent|option transparent)' is not supported any more: HAProxy 3\.5 dropped it/,
    reason: 'servers do what these did',
    source: 'since 2.6, §2: dispatch, option transparent, transparent, 3.5',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/invalid-argument 'option httpchk' : hiding headers or body at the end of the version string is unsupported/,
    reason: "headers of checks belong to 'http-check send'",
    source: 'since 2.6, §2: option httpchk M U V\\r\\nHdr…, 2.7',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\]: 'option httpchk' : hiding headers or body at the end of the version string is deprecated\./,
    reason: "headers of checks belong to 'http-check send'",
    source: 'since 2.6, §2: option httpchk M U V\\r\\nHdr…, 2.7',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/duplicate-proxy \S+ '.*' has the same name as \S+ '.*' declared at C:\d+$/,
    reason: 'frontends, backends and defaults share one space of names',
    source: 'since 2.6, §1 and §2: same name for F and B, 3.3',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/empty-word argument number \d+ at position \d+ is empty and marks the end of the argument list$/,
    reason: 'an empty word no longer ends the line in silence',
    source: 'since 2.6, §1: empty word on a line, 3.3',
  },

  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/invalid-argument <(size|bytes)> expects a size such as '16k' \(units k, m, g\), but got '(\d+[kmgKMG].+|\d*[^\dkmgKMG'].*|[kmgKMG].*)'$/,
    reason: 'a size is digits and perhaps a unit, and nothing may follow',
    source: 'since 2.6, §4: size arguments, 2.8',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/invalid-argument <(size|bytes)> expects a size of at most 4294967295, but got '\d+[kmgKMG]?'$/,
    reason: '2.6 takes the digits alone, and wraps them around; with its unit the size does not fit',
    source: 'since 2.6, §4: size arguments, 2.8',
  },

  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/ignored-here 'persist rdp-cookie' ignored because frontend/,
    reason: 'HAProxy takes the line in a frontend, where it does nothing, without a word',
    source: 'coverage: persist rdp-cookie',
  },
  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/unsupported-keyword 'filter' : ''trace' is known to HAProxy, but not supported by Weir: /,
    reason: "what the filter would print means nothing outside HAProxy's own interface",
    source: 'coverage: Filters, trace',
  },

  {
    says: 'Weir',
    severity: 'alert',
    text: /^config\/invalid-argument '.*' cannot be used as header name for 'http-send-name-header' directive\.$/,
    reason: 'headers that frame a message are not for names of servers',
    source: 'since 2.6, §1 and §2: http-send-name-header Host etc., 3.3',
  },

  // Weir warns, and HAProxy 2.6 does not.
  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/mixed-defaults defaults section '.*' \(declared at C:\d+\) is explicitly referenced by another proxy and implicitly used here$/,
    reason: 'named and implied use of one section was refused, and is no more than confusing',
    source: 'since 2.6, §3.5: defaults section … explicitly referenced … implicitly used here, 2.9',
  },
  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/small-timeout 'timeout \S+ \d+' in \S+ '.*' is suspiciously small for a value in milliseconds$/,
    reason: 'a small number without a unit may be meant in seconds',
    source: 'since 2.6, §1: timeouts written without unit, 3.1',
  },
  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/questionable option 'accept-invalid-http-(request|response)' is deprecated\. please use 'option accept-unsafe-violations-in-http-\1' if absolutely needed\.$/,
    reason: 'the option has another name',
    source: 'since 2.6, §2: option accept-invalid-http-request, 3.1',
  },

  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/item-needs-http (format alias|sample fetch) '.*' used from \S+ '.*' may not work as expected \(item depends on HTTP proxy mode\)$/,
    reason: 'the items are named one by one',
    source: 'since 2.6, §3.5: format alias … may not work as expected, 3.1',
  },
  {
    says: 'Weir',
    severity: 'warning',
    text: /^acl\/suspicious-pattern pattern '.*' (looks like a failed attempt at (commenting an end of line|using an operator inside a pattern list)|suspiciously looks like a known (acl|sample fetch) keyword)$/,
    reason: 'words that hardly were meant as patterns',
    source: "since 2.6, §3.5: pattern '%s' looks like a failed attempt …, 3.0",
  },
  {
    says: 'Weir',
    severity: 'warning',
    text: /^acl\/method-overwritten original matching method '.*' was overwritten and will not be applied as expected$/,
    reason: 'a word that says how to match is matched otherwise',
    source: 'since 2.6, §2: -m or a converter on a suffixed ACL keyword, 3.3',
  },
  {
    says: 'Weir',
    severity: 'warning',
    text: /^config\/unused-exposure option 'expose-experimental-directives' is set in the global section but is no longer used$/,
    reason: 'nothing experimental is left in the configuration',
    source: "since 2.6, §3.5: Option 'expose-experimental-directives' is set …, 3.3",
  },

  // HAProxy refuses, and Weir does not.
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : unknown proxy mode '(log|spop|haterm)'/,
    reason: 'modes that came later',
    source: 'since 2.6, §7: mode, 2.9, 3.1, 3.4',
  },

  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] ?: unknown keyword '(acme|crt-store|healthcheck|log-profile|traces)' (in '\S+' section|out of section)/,
    reason: 'sections that came later',
    source: 'since 2.6, §6: crt-store, acme, healthcheck, log-profile, traces, 3.0 to 3.4',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : 'option httpchk' cannot handle unexpected argument '\S+'\.$/,
    reason: 'the host of checks may follow the version',
    source: 'since 2.6, §7: option httpchk <M> <U> <V> <host-fmt>, 3.1',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : log : unknown log facility 'profile'$/,
    reason: 'a logger may name a profile',
    source: 'since 2.6, §7: log … profile, 3.1',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : 'timeout' supports 'client', 'server', 'connect', 'check', /,
    reason: 'handshakes have a limit of their own: client-hs',
    source: 'since 2.6, §7: timeout client-hs, 2.9',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : 'bind .*' in section '\S+' : unable to stat SSL certificate from file '.*@\S+' : /,
    reason: 'certificates come from stores',
    source: 'since 2.6, §6.2: crt-store, 3.0',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] ?: '(http-request|http-response|http-after-response|(tcp-request|tcp-response) \S+)' expects '/,
    reason: 'rulesets take more actions',
    source: 'since 2.6, §10.1, 2.7 to 3.4',
  },

  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^parsing \[C:\d+\] : defaults section '.*' \(declared at C:\d+\) is explicitly referenced by another proxy and implicitly used here\./,
    reason: 'named and implied use of one section was refused, and is no more than confusing',
    source: 'since 2.6, §3.5: defaults section … explicitly referenced … implicitly used here, 2.9',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^Parsing \[(C|\(null\)):\d+\]: failed to parse (log-format|log-format-sd|error-log-format|unique-id) : format variable '.*' is reserved for HTTP mode\.$/,
    reason: 'the items are named one by one',
    source: 'since 2.6, §3.5: format alias … may not work as expected, 3.1',
  },

  // HAProxy warns, and Weir does not.
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\] : (anonymous acl|acl '.*') will never match in '.*' because it uses keyword '(req\.ver|req_ver)' which is incompatible with '/,
    reason: 'the version of a request is remembered',
    source: 'since 2.6, §1: HTTP version token matching in req.ver, 3.4',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\] : 'abortonclose' ignored because frontend '.*' has no backend capability\.$/,
    reason: 'the option is for listeners too',
    source: 'since 2.6, §1: option abortonclose, allowed in F, 3.3',
  },
  {
    says: 'HAProxy',
    severity: 'alert',
    text: /^\[C:\d+\] : 'server .*' : 'id' : custom id has to be > 0\.$/,
    reason: 'ids up to 4294967295 are taken, which 2.6 reads as negative from 2147483648 on',
    source: 'since 2.6, §9: id, 3.4',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^(config: )?Can't open global server state file '.*': /,
    reason: 'states of servers are not read from files',
    source: 'coverage: load-server-state-from-file',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^backend '.*' configured to load server state file from global section 'server-state-file' directive\./,
    reason: 'states of servers are not read from files',
    source: 'coverage: load-server-state-from-file',
  },
  {
    says: 'HAProxy',
    severity: 'warning',
    text: /^parsing \[C:\d+\] : HTTP log\/header format not usable with \S+ '.*' \(needs 'mode http'\)\.$/,
    reason: 'the items are named one by one',
    source: 'since 2.6, §3.5: format alias … may not work as expected, 3.1',
  },
]

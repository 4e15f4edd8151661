/** Log formats since 3.0: named items, types, JSON and CBOR. Every format is kept in a variable. */
import { defineScenario, fetchOnce, HTTP } from '../src/index.ts'
import { type NewerRow, type NewerScenario, rowsFrom } from '../src/newer.ts'

const observed = 'HAProxy 3.5-dev5 was seen to print it'
const documented = 'manual of 3.5, 8.2.6 and RFC 8949'

const formats: readonly NewerRow[] = [
  ...rowsFrom(observed, [
    ['%{+json}o %(a)[int(1)] %(b)[str(x)]', '{"a": 1, "b": "x"}'],
    ['%{+json}o %[int(1)] text %(a)[int(1)] more', '{"a": 1}'],
    ['%{+json}o %[int(1)] text', '{}'],
    ['%{+json}[req.hdr(x-text)]', '"a\\"b"'],
    ['%{+json}o %(v)[req.hdr(x-text)]', '{"v": "a\\"b"}'],
    ['%{+json}o %(v)[bool(true)] %(w)[bool(false)]', '{"v": true, "w": false}'],
    ['%{+json}o %(v)[var(txn.none)]', '{"v": ""}'],
    ['%{+json}o %(v:sint)[var(txn.none)]', '{"v": ""}'],
    ['%{+json}o %(v:str)[int(5)]', '{"v": "5"}'],
    ['%{+json}o %(v:sint)[str(abc)]', '{"v": 0}'],
    ['%{+json}o %(v:sint)[str(12abc)]', '{"v": 12}'],
    ['%{+json}o %(v:bool)[int(1)]', '{"v": true}'],
    ['%{+json}o %(v:bool)[int(0)]', '{"v": false}'],
    ['%{+json}o %(v:bool)[str(yes)]', '{"v": false}'],
    ['%{+json}o %(v)[src] %(w)[method]', '{"v": "127.0.0.1", "w": "GET"}'],
    ['%{+json}o %(v)HM %(w)ci', '{"v": "GET", "w": "127.0.0.1"}'],
    ['%{+json}o %(v)hr', '{"v": "{foo|}"}'],
    ['%{+json}o %(v)hrl', '{"v": ["foo", "-"]}'],
    ['%{+json}o %(v)hs', '{"v": null}'],
    ['%{+json}o %(v)hsl', '{"v": null}'],
    ['%{+json}o %(v)CC', '{"v": ""}'],
    ['%{+json,+Q}o %(v)[str(x)]', '{"v": "x"}'],
    ['%{+json}o %(v)[int(-9223372036854775808)]', '{"v": -9223372036854775808}'],
    ['%(a)[int(1)] %(b:str)HM', '1 GET'],
    ['%(:bool)[int(1)]', '1'],
    ['%{+cbor}o %(a)[src] %(b)[int(5)]', 'BF6161693132372E302E302E31616205FF'],
    ['%{+cbor}o %(b)[int(-5)]', 'BF616224FF'],
    ['%{+cbor}o %(b)[bool(true)]', 'BF6162F5FF'],
    ['%{+cbor}o %(b)[bool(false)]', 'BF6162F4FF'],
    ['%{+cbor}o %(b)[str(xyz)]', 'BF61626378797AFF'],
    ['%{+cbor}o %(b)[bin(41ff)]', 'BF61625F4241FFFFFF'],
    ['%{+cbor}o %(b)[var(txn.none)]', 'BF6162F6FF'],
    ['%{+cbor}[str(xyz)]', '6378797A'],
  ]),
  ...rowsFrom(documented, [
    ['%{+cbor}o %(b)[int(23)]', 'BF616217FF'],
    ['%{+cbor}o %(b)[int(24)]', 'BF61621818FF'],
    ['%{+cbor}o %(b)[int(256)]', 'BF6162190100FF'],
    ['%{+cbor}o %(b)[int(65536)]', 'BF61621A00010000FF'],
    ['%{+cbor}o %(b)[int(4294967296)]', 'BF61621B0000000100000000FF'],
    ['%{+cbor}o %(b)[int(-9223372036854775808)]', 'BF61623B7FFFFFFFFFFFFFFFFF'],
    ['%{+cbor}o %(b)[str(abcdefghijklmnopqrstuvwx)]', 'BF616278186162636465666768696A6B6C6D6E6F707172737475767778FF'],
    ['%{+cbor}o text', 'BFFF'],
  ]),
]

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`
const label = (format: string): string => format.replaceAll('%', '%%')

export const newer: readonly NewerScenario[] = [
  {
    scenario: defineScenario({
      name: 'newer/log-encodings',
      summary: 'Names, types and encodings of log formats.',
      config: `${HTTP}
frontend front
    bind {{front}}
    no log
    capture request header X-Foo len 10
    capture request header X-None len 10
${formats.map(([format], at) => `    http-request set-var-fmt(txn.s${at}) ${quoted(format)}`).join('\n')}
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
`,
      files: {
        answer: formats.map(([format], at) => `${label(format)} = %[var(txn.s${at}),concat(>),regsub(^,<)]\n`).join(''),
      },
      steps: [fetchOnce('answer', 'front', '/', 'X-Foo: foo', 'X-Text: a"b')],
    }),
    rows: { answer: formats },
  },
]

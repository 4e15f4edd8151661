// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
import type { RecordedCondition, RecordedLine } from './record.ts'

/** What Weir gives instead of what 2.6 was recorded to give, and why. */
export interface Exception<T> {
  readonly reason: string
  readonly gives: T
}

export const lineExceptions: Readonly<Record<string, Exception<RecordedLine>>> = {}

const oneMessage = 'one message about one word is enough'
const stopsReading = 'HAProxy stops reading there, and then misses the end of the block'
const emptyWord = '3.3: an empty word is refused, as it would silently end the line'

export const fileExceptions: Readonly<Record<string, Exception<readonly string[]>>> = {
  '.notice a\0b\n.notice c\n': {
    reason: 'nothing of a line with a NUL is read',
    gives: ['a.cfg:  1 alert', "a.cfg:  2 notice 'c'"],
  },
  '.notice a # \0\n.notice c\n': {
    reason: 'nothing of a line with a NUL is read',
    gives: ['a.cfg:  1 alert', "a.cfg:  2 notice 'c'"],
  },
  'no .notice a\n': { reason: oneMessage, gives: ['a.cfg:  1 alert'] },
  '.if 1\n.else x\n.notice a\n.endif\n.notice b\n': {
    reason: stopsReading,
    gives: ['a.cfg:  2 alert', "a.cfg:  5 notice 'b'"],
  },
  '.if 1\n.notice a\n.endif x\n.notice b\n': {
    reason: stopsReading,
    gives: ["a.cfg:  2 notice 'a'", 'a.cfg:  3 alert', "a.cfg:  4 notice 'b'"],
  },
  '.if defined(HAPROXY_LOCALPEER)\n.notice a\n.endif\n': { reason: '3.1: it is set after parsing', gives: [] },
  'global\n no setenv A b\n .notice "${A-none}"\n': {
    reason: 'a refused line sets nothing',
    gives: ['a.cfg:  2 alert', "a.cfg:  3 notice 'none'"],
  },
  'global\n default setenv A b\n .notice "${A-none}"\n': {
    reason: 'a refused line sets nothing',
    gives: ['a.cfg:  2 alert', "a.cfg:  3 notice 'none'"],
  },
  'global\n setenv HAPROXY_LOCALPEER x\n': {
    reason: '3.1: variables that are set after parsing may not be changed',
    gives: ['a.cfg:  2 alert'],
  },
  ...Object.fromEntries(
    ['setenv A ""', 'setenv "" A', 'unsetenv ""', 'resetenv "${NOPE}"', 'resetenv HOME "" LIST', 'maxconn 5 ""'].map(
      (line) => [`global\n ${line}\n`, { reason: emptyWord, gives: ['a.cfg:  2 alert'] }] as const,
    ),
  ),
  'backend "${NOPE}"\n': { reason: emptyWord, gives: ['a.cfg:  1 alert'] },
  'global\n resetenv "${WIDE[*]}"\n': { reason: emptyWord, gives: ['a.cfg:  2 alert'] },
  '"" global\n': { reason: emptyWord, gives: ['a.cfg:  1 alert'] },
}

const invalid = 'invalid argument to conditional expression predicate'

const later = (reason: string, rows: Readonly<Record<string, RecordedCondition>>) =>
  Object.fromEntries(Object.entries(rows).map(([condition, gives]) => [condition, { reason, gives }]))

const yes = { holds: true }
const no = { holds: false }

export const conditionExceptions: Readonly<Record<string, Exception<RecordedCondition>>> = {
  ...later('2.8: strstr', {
    'strstr(haystack,ays)': yes,
    'strstr(haystack,Ays)': no,
    'strstr(ays,haystack)': no,
    'strstr(a,)': yes,
    'strstr(,a)': no,
    'strstr("$LIST",b)': yes,
    'strstr(a)': { error: "missing arguments (got 1/2), type 'string'" },
  }),
  ...later('2.8: enabled', {
    'enabled(POLL)': yes,
    'enabled(poll)': no,
    'enabled(NOPE)': no,
    'enabled()': no,
    '!enabled(SPLICE) && enabled(POLL)': yes,
  }),
  ...later('3.3: versions and names of TLS libraries', {
    'openssl_version_atleast(0.9.8)': yes,
    'openssl_version_atleast(3.0.13)': yes,
    'openssl_version_atleast(99.0.0)': no,
    'openssl_version_before(99.0.0)': yes,
    'openssl_version_before(3.0.13)': no,
    'openssl_version_before(0.9.8)': no,
    'openssl_version_atleast(3.0)': { error: invalid },
    'openssl_version_before(3)': { error: invalid },
    'openssl_version_before()': { error: invalid },
    'openssl_version_atleast(x)': { error: invalid },
    'ssllib_name_startswith(Open)': yes,
    'ssllib_name_startswith(AWS)': no,
    'awslc_api_atleast(1)': { error: invalid },
    'awslc_api_before(1)': { error: invalid },
  }),
  ...later('3.5: fips_mode', { 'fips_mode()': no, fips_mode: no, '!fips_mode()': yes }),
}

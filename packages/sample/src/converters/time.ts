/** Integers as dates, in local time and in UTC (manual 7.3.1). */
import { type ConverterKeyword, custom, defineConverter, type ExpressionExample } from '@weir/keyword'
import { dateUnit, sint, withDefault } from '../parameters.ts'
import { type Sint, saturate } from '../sint.ts'
import { type BrokenTime, breakLocalTime, breakTime, formatTime, shortDayName, shortMonthName } from '../strftime.ts'

type Unit = 's' | 'ms' | 'us'
const perSecond: Readonly<Record<Unit, number>> = { s: 1, ms: 1000, us: 1_000_000 }

/** Seconds wrap at 55 bits, before an offset is added: so the oracle shows negative ones. */
function wrapSeconds(seconds: bigint): bigint {
  return BigInt.asUintN(55, seconds)
}

/** Whole seconds and the fraction in nanoseconds of a date in `unit`, plus an offset in seconds. */
function split(input: Sint, unit: Unit, offsetSeconds: number): { seconds: Sint; nanoseconds: number } {
  if (typeof input === 'number' && input >= 0 && offsetSeconds >= 0) {
    const scale = perSecond[unit]
    const seconds = Math.floor(input / scale)
    if (seconds + offsetSeconds < 2 ** 53) {
      return { seconds: seconds + offsetSeconds, nanoseconds: (input - seconds * scale) * (1_000_000_000 / scale) }
    }
  }
  const scale = BigInt(perSecond[unit])
  const value = BigInt(input)
  const whole = (value - (((value % scale) + scale) % scale)) / scale
  const nanoseconds = Number(value - whole * scale) * (1_000_000_000 / perSecond[unit])
  return { seconds: saturate(wrapSeconds(whole) + BigInt(offsetSeconds)), nanoseconds }
}

function defineTimeConverter(
  name: string,
  summary: string,
  unit: Unit,
  isLocal: boolean,
  examples: readonly ExpressionExample[],
): ConverterKeyword<readonly [ReturnType<typeof custom<string>>, ReturnType<typeof withDefault<Sint>>], 'sint', 'str'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'sint',
    out: 'str',
    params: [custom('format', '<format>', (reader) => reader.next()?.text ?? ''), withDefault<Sint>(sint('offset'), 0)],
    examples,
    bind([format, offset]) {
      const offsetSeconds = Number(offset)
      return (input) => {
        const { seconds, nanoseconds } = split(input, unit, offsetSeconds)
        const fraction = unit === 's' ? null : nanoseconds
        const time = isLocal ? breakLocalTime(seconds, fraction) : breakTime(seconds, 0, 'GMT', fraction)
        return formatTime(format, time)
      }
    },
  })
}

export const utime = defineTimeConverter('utime', 'Formats seconds since 1970 in UTC with strftime.', 's', false, [
  { expression: "int(1700000000),utime('%Y-%m-%dT%H:%M:%SZ')", gives: '2023-11-14T22:13:20Z' },
  { expression: 'int(1700000000),utime(%H,3600)', gives: '23' },
])

export const ltime = defineTimeConverter(
  'ltime',
  'Formats seconds since 1970 in local time with strftime.',
  's',
  true,
  [{ expression: 'int(1700000000),ltime(%M)', gives: '13' }],
)

export const msUtime = defineTimeConverter(
  'ms_utime',
  'Formats milliseconds since 1970 in UTC with strftime and %N for the fraction.',
  'ms',
  false,
  [{ expression: 'int(1700000000123),ms_utime(%S.%3N)', gives: '20.123' }],
)

export const msLtime = defineTimeConverter(
  'ms_ltime',
  'Formats milliseconds since 1970 in local time with strftime and %N for the fraction.',
  'ms',
  true,
  [{ expression: 'int(1700000000123),ms_ltime(%S.%3N)', gives: '20.123' }],
)

export const usUtime = defineTimeConverter(
  'us_utime',
  'Formats microseconds since 1970 in UTC with strftime and %N for the fraction.',
  'us',
  false,
  [{ expression: 'int(1700000000123456),us_utime(%S.%N)', gives: '20.123456000' }],
)

export const usLtime = defineTimeConverter(
  'us_ltime',
  'Formats microseconds since 1970 in local time with strftime and %N for the fraction.',
  'us',
  true,
  [{ expression: 'int(1700000000123456),us_ltime(%S.%6N)', gives: '20.123456' }],
)

function httpDateText(time: BrokenTime, fraction: string): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${shortDayName(time.weekDay)}, ${two(time.day)} ${shortMonthName(time.month)} ${time.year} ${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction} GMT`
}

export const httpDate = defineConverter({
  name: 'http_date',
  summary: 'Formats a date since 1970 as HTTP headers do, after adding an offset.',
  manual: '7.3.1',
  in: 'sint',
  out: 'str',
  params: [withDefault<Sint>(sint('offset'), 0), dateUnit],
  examples: [
    { expression: 'int(1700000000),http_date', gives: 'Tue, 14 Nov 2023 22:13:20 GMT' },
    { expression: 'int(1700000000123),http_date(1000,ms)', gives: 'Tue, 14 Nov 2023 22:13:21.123 GMT' },
  ],
  bind:
    ([offset, unit]) =>
    (input) => {
      // As C has it: sums wrap, division is towards nought, and so a fraction may have a sign. It has no leading zeros.
      const moved = BigInt.asIntN(64, BigInt(input) + BigInt(offset))
      const scale = BigInt(perSecond[unit])
      const fraction = unit === 's' ? '' : `.${moved % scale}`
      return httpDateText(breakTime(wrapSeconds(moved / scale)), fraction)
    },
})

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dateForms = [
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday), (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
]

/** A two-digit year more than 50 years ahead is in the past (RFC 9110 §5.6.7). */
function fullYear(text: string, nowMs: number): number {
  if (text.length === 4) return Number(text)
  const thisYear = new Date(nowMs).getUTCFullYear()
  const year = Math.floor(thisYear / 100) * 100 + Number(text)
  return year > thisYear + 50 ? year - 100 : year
}

/** Reads the three forms of RFC 9110 §5.6.7. */
export const date = defineConverter({
  name: 'date',
  summary: 'Reads an HTTP date in any of its three forms and gives the seconds since 1970.',
  manual: '7.3.1',
  in: 'str',
  out: 'sint',
  params: [],
  examples: [
    { expression: "str('Sun, 06 Nov 1994 08:49:37 GMT'),date", gives: '784111777' },
    { expression: "str('Sunday, 06-Nov-94 08:49:37 GMT'),date", gives: '784111777' },
    { expression: "str('Sun Nov  6 08:49:37 1994'),date", gives: '784111777' },
    { expression: 'str(yesterday),date', gives: null },
  ],
  bind: () => (input, context) => {
    for (const form of dateForms) {
      const groups = form.exec(input)?.groups
      if (groups === undefined) continue
      const month = months.indexOf(groups.month!)
      const [hour, minute, second] = groups.time!.split(':').map(Number) as [number, number, number]
      const day = Number(groups.day)
      if (month < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null
      return Date.UTC(fullYear(groups.year!, context.clock.wallMs()), month, day, hour, minute, second) / 1000
    }
    return null
  },
})

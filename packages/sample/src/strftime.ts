/** `strftime(3)` of the C locale with the flags of the GNU library, over any range of years. */

import type { Sint } from './sint.ts'

/** A moment taken apart. */
export interface BrokenTime {
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** From Sunday, 0. */
  readonly weekDay: number
  /** From 0. */
  readonly yearDay: number
  readonly epochSeconds: Sint
  readonly offsetMinutes: number
  readonly zoneName: string
  /** The fraction of the second in nanoseconds, or null where there is none to print. */
  readonly nanoseconds: number | null
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const shortDayName = (weekDay: number): string => dayNames[weekDay]!.slice(0, 3)
export const shortMonthName = (month: number): string => monthNames[month]!.slice(0, 3)

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** The proleptic Gregorian date of a number of days since 1970-01-01. */
function dateOfDays(days: number): { year: number; month: number; day: number; yearDay: number } {
  // Eras of 400 years that start on 1 March (the usual civil-calendar arithmetic).
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10
  const year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0)
  const starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
  return { year, month, day, yearDay: starts[month]! + day - 1 + (month > 1 && isLeap(year) ? 1 : 0) }
}

function splitDays(epochSeconds: Sint, offsetSeconds: number): { days: number; inDay: number } {
  if (typeof epochSeconds === 'bigint') {
    const local = epochSeconds + BigInt(offsetSeconds)
    return { days: Number(local / 86400n), inDay: Number(local % 86400n) }
  }
  const local = epochSeconds + offsetSeconds
  const days = Math.floor(local / 86400)
  return { days, inDay: local - days * 86400 }
}

/** Takes a moment apart in UTC, or at an offset from it. */
export function breakTime(
  epochSeconds: Sint,
  offsetMinutes = 0,
  zoneName = 'UTC',
  nanoseconds: number | null = null,
): BrokenTime {
  const { days, inDay } = splitDays(epochSeconds, offsetMinutes * 60)
  return {
    ...dateOfDays(days),
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
    weekDay: (((days + 4) % 7) + 7) % 7,
    epochSeconds,
    offsetMinutes,
    zoneName,
    nanoseconds,
  }
}

const localZoneName = (date: Date): string => {
  const part = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')
  return part?.value ?? ''
}

/** Takes a moment apart in the time zone of the process. */
export function breakLocalTime(epochSeconds: Sint, nanoseconds: number | null = null): BrokenTime {
  const date = new Date(Number(epochSeconds) * 1000)
  if (Number.isNaN(date.getTime())) return breakTime(epochSeconds, 0, 'UTC', nanoseconds)
  return breakTime(epochSeconds, -date.getTimezoneOffset(), localZoneName(date), nanoseconds)
}

/** Year and week of ISO 8601: weeks start on Monday, and the first one holds the first Thursday. */
function isoWeek(time: BrokenTime): { year: number; week: number } {
  const weekDay = (time.weekDay + 6) % 7
  const week = Math.floor((time.yearDay - weekDay + 10) / 7)
  if (week < 1) {
    const year = time.year - 1
    return { year, week: weeksIn(year) }
  }
  return week > weeksIn(time.year) ? { year: time.year + 1, week: 1 } : { year: time.year, week }
}

function weeksIn(year: number): number {
  const lastDay = (value: number): number =>
    (value + Math.floor(value / 4) - Math.floor(value / 100) + Math.floor(value / 400)) % 7
  return lastDay(year) === 4 || lastDay(year - 1) === 3 ? 53 : 52
}

interface Field {
  readonly text: string
  readonly width: number
  readonly pad: '0' | ' '
}

const number = (value: Sint, width: number, pad: '0' | ' ' = '0'): Field => ({ text: String(value), width, pad })
const textField = (text: string): Field => ({ text, width: 0, pad: ' ' })

function hour12(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12
}

function zoneOffset(minutes: number): string {
  const absolute = Math.abs(minutes)
  const digits = String(Math.floor(absolute / 60) * 100 + (absolute % 60)).padStart(4, '0')
  return `${minutes < 0 ? '-' : '+'}${digits}`
}

/** One conversion, or null for a letter that is none. */
function convert(letter: string, time: BrokenTime): Field | null {
  const composed = (format: string): Field => textField(formatTime(format, time))
  switch (letter) {
    case 'a':
      return textField(shortDayName(time.weekDay))
    case 'A':
      return textField(dayNames[time.weekDay]!)
    case 'b':
    case 'h':
      return textField(shortMonthName(time.month))
    case 'B':
      return textField(monthNames[time.month]!)
    case 'c':
      return composed('%a %b %e %H:%M:%S %Y')
    case 'C':
      return number(Math.floor(time.year / 100), 2)
    case 'd':
      return number(time.day, 2)
    case 'D':
    case 'x':
      return composed('%m/%d/%y')
    case 'e':
      return number(time.day, 2, ' ')
    case 'F':
      return composed('%Y-%m-%d')
    case 'g':
      return number(isoWeek(time).year % 100, 2)
    case 'G':
      return number(isoWeek(time).year, 1)
    case 'H':
      return number(time.hour, 2)
    case 'I':
      return number(hour12(time.hour), 2)
    case 'j':
      return number(time.yearDay + 1, 3)
    case 'k':
      return number(time.hour, 2, ' ')
    case 'l':
      return number(hour12(time.hour), 2, ' ')
    case 'm':
      return number(time.month + 1, 2)
    case 'M':
      return number(time.minute, 2)
    case 'n':
      return textField('\n')
    case 'p':
      return textField(time.hour < 12 ? 'AM' : 'PM')
    case 'P':
      return textField(time.hour < 12 ? 'am' : 'pm')
    case 'r':
      return composed('%I:%M:%S %p')
    case 'R':
      return composed('%H:%M')
    case 's':
      return number(time.epochSeconds, 1)
    case 'S':
      return number(time.second, 2)
    case 't':
      return textField('\t')
    case 'T':
    case 'X':
      return composed('%H:%M:%S')
    case 'u':
      return number(time.weekDay === 0 ? 7 : time.weekDay, 1)
    case 'U':
      return number(Math.floor((time.yearDay + 7 - time.weekDay) / 7), 2)
    case 'V':
      return number(isoWeek(time).week, 2)
    case 'w':
      return number(time.weekDay, 1)
    case 'W':
      return number(Math.floor((time.yearDay + 7 - ((time.weekDay + 6) % 7)) / 7), 2)
    case 'y':
      return number(((time.year % 100) + 100) % 100, 2)
    case 'Y':
      return number(time.year, 1)
    case 'z':
      return textField(zoneOffset(time.offsetMinutes))
    case 'Z':
      return textField(time.zoneName)
    case '%':
      return textField('%')
    default:
      return null
  }
}

/** Formats a moment. What is no conversion is copied. `%N`, with a width of 1 to 9, is the fraction if there is one. */
export function formatTime(format: string, time: BrokenTime): string {
  return format.replace(/%([_0^#-]*)([0-9]*)([EO]?)(.)/gs, (whole, flags: string, width: string, _, letter: string) => {
    if (letter === 'N' && time.nanoseconds !== null) {
      return String(time.nanoseconds)
        .padStart(9, '0')
        .slice(0, width === '' ? 9 : Math.max(1, Math.min(9, Number(width))))
    }
    const field = convert(letter, time)
    if (field === null) return whole
    let { text } = field
    let pad: string = field.pad
    let size = field.width
    for (const flag of flags) {
      if (flag === '_') pad = ' '
      else if (flag === '0') pad = '0'
      else if (flag === '-') size = 0
      else if (flag === '^') text = text.toUpperCase()
      else text = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
    }
    if (width !== '') {
      size = Number(width)
      if (field.width > 0 && field.pad === '0' && !flags.includes('_')) pad = '0'
    }
    return text.padStart(size, pad)
  })
}

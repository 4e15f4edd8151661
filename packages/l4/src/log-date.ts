const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/** Formats seconds once and gives the same text for the rest of the second. */
function everySecond(format: (date: Date) => string): (wallMs: number) => string {
  let second = Number.NaN
  let text = ''
  return (wallMs) => {
    const now = Math.floor(wallMs / 1000)
    if (now !== second) {
      second = now
      text = format(new Date(now * 1000))
    }
    return text
  }
}

const localSecond = everySecond(
  (date) =>
    `${two(date.getDate())}/${months[date.getMonth()]}/${date.getFullYear()}:${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
)

const zone = everySecond((date) => {
  const minutes = -date.getTimezoneOffset()
  const whole = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}${two(whole % 60)}`
})

const utcSecond = everySecond(
  (date) =>
    `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`,
)

/** The milliseconds of a time, in three digits. */
export function milliseconds(wallMs: number): string {
  return String(Math.floor(wallMs) % 1000).padStart(3, '0')
}

/** `21/Nov/2026:10:05:51.486`, local time. */
export function localDateWithMilliseconds(wallMs: number): string {
  return `${localSecond(wallMs)}.${milliseconds(wallMs)}`
}

/** `21/Nov/2026:10:05:51 +0100`, local time. */
export function localDate(wallMs: number): string {
  return `${localSecond(wallMs)} ${zone(wallMs)}`
}

/** `21/Nov/2026:09:05:51 +0000`. */
export function utcDate(wallMs: number): string {
  return utcSecond(wallMs)
}

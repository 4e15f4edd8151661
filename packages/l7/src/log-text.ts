/** Texts of traffic as logs write them (manual 8.6). */

/** Controls, DEL and eight-bit octets, and what would end a quoted request line, as `#XX`. */
export function encodeRequestText(text: string): string {
  return encode(text, /[\0-\x1f"#\x7f-\xff]/g)
}

/** The same with what delimits captures. */
export function encodeCapture(text: string): string {
  return encode(text, /[\0-\x1f"#{|}\x7f-\xff]/g)
}

function encode(text: string, pattern: RegExp): string {
  return text.replace(pattern, (character) => `#${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** `21/Nov/2026:09:44:40.155`, in local time. */
export function logDate(wallMs: number): string {
  const date = new Date(wallMs)
  const day = `${two(date.getDate())}/${months[date.getMonth()]}/${date.getFullYear()}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${day}:${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** `21/Nov/2026:09:44:40 +0000`: in GMT, or in local time with its offset. */
export function zonedDate(wallMs: number, isLocal: boolean): string {
  const date = new Date(wallMs)
  const offset = isLocal ? -date.getTimezoneOffset() : 0
  const shown = new Date(wallMs + offset * 60_000)
  const day = `${two(shown.getUTCDate())}/${months[shown.getUTCMonth()]}/${shown.getUTCFullYear()}`
  const time = `${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}:${two(shown.getUTCSeconds())}`
  const absolute = Math.abs(offset)
  return `${day}:${time} ${offset < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}${two(absolute % 60)}`
}

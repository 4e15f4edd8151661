/** A message of somebody else, taken apart. Empty texts stand for what it does not have. */
export interface ReceivedMessage {
  /** Facility and level in one number; null where the message has none. */
  readonly priority: number | null
  /** It came in the form of RFC 5424, where a date may be left out on purpose. */
  readonly isStructured: boolean
  /** As in RFC 3164: `Oct 11 22:14:15`. */
  readonly bsdDate: string
  /** As in RFC 5424: `2003-10-11T22:14:15.003Z`. */
  readonly isoDate: string
  readonly hostName: string
  readonly tag: string
  readonly processId: string
  readonly messageId: string
  readonly structuredData: string
  readonly text: string
}

const plain: ReceivedMessage = {
  priority: null,
  isStructured: false,
  bsdDate: '',
  isoDate: '',
  hostName: '',
  tag: '',
  processId: '',
  messageId: '',
  structuredData: '',
  text: '',
}

/** A message that is passed on as it came. */
export function unparsedMessage(text: string): ReceivedMessage {
  return { ...plain, text }
}

/** Takes a message apart (RFC 5424 §6, RFC 3164 §4.1), as far as it can be: what is not understood is its text. */
export function parseReceivedMessage(whole: string): ReceivedMessage {
  const head = /^<([0-9]*)>/.exec(whole)
  if (head === null) return { ...plain, text: whole }
  const priority = wrapInteger(head[1]!)
  const text = whole.slice(head[0].length)
  if (text.length > 2 && text.startsWith('1 ')) {
    const structured = parseStructured(text.slice(2), priority)
    // As HAProxy, which counts the version off before it knows, and so loses as many bytes at the end.
    return structured ?? { ...plain, priority, text: text.slice(0, -2) }
  }
  return parseBsd(text, priority) ?? { ...plain, priority, text }
}

/** The number modulo 2³²: as many digits as a datagram holds must not matter. */
function wrapInteger(digits: string): number {
  let value = 0
  for (let index = 0; index < digits.length; index++) value = (value * 10 + digits.charCodeAt(index) - 48) >>> 0
  return value
}

/** A date of which only the length and the zone are looked at. */
const isoDate = /^.{19}[^Z+\- ]*(?:Z|[+-].{5})(?= )/s

/** What follows the version. Null when it is not in the form of RFC 5424. */
function parseStructured(text: string, priority: number): ReceivedMessage | null {
  const date = text.startsWith('- ') ? '' : isoDate.exec(text)?.[0]
  if (date === undefined) return null
  let at = (date === '' ? 1 : date.length) + 1
  const fields: string[] = []
  for (let index = 0; index < 4; index++) {
    const end = text.indexOf(' ', at)
    if (end <= at) return null
    const field = text.slice(at, end)
    fields.push(field === '-' ? '' : field)
    at = end + 1
  }
  const end = endOfStructuredData(text, at)
  if (end === null) return null
  const data = text.slice(at, end)
  const [hostName, tag, processId, messageId] = fields as [string, string, string, string]
  return {
    priority,
    isStructured: true,
    bsdDate: '',
    isoDate: date,
    hostName,
    tag,
    processId,
    messageId,
    structuredData: data === '-' ? '' : data,
    text: text.slice(end + 1),
  }
}

/** Where the structured data that starts at `start` ends; a blank has to stand there. Quotes are not looked at. */
function endOfStructuredData(text: string, start: number): number | null {
  if (text.startsWith('- ', start)) return start + 1
  let at = start
  while (text[at] === '[') {
    const close = text.indexOf(']', at)
    if (close < 0) return null
    at = close + 1
  }
  return at > start && text[at] === ' ' ? at : null
}

const bsdDate = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) .. .{8} /s

/** What follows the priority. Null when there is no date and host in the form of RFC 3164. */
function parseBsd(text: string, priority: number): ReceivedMessage | null {
  if (!bsdDate.test(text)) return null
  const hostEnd = text.indexOf(' ', 16)
  if (hostEnd <= 16) return null
  const rest = text.slice(hostEnd + 1)
  return { ...plain, priority, bsdDate: text.slice(0, 15), hostName: text.slice(16, hostEnd), ...parseTag(rest) }
}

/** `tag[pid]: ` at the start of a text. The first colon decides: without a blank behind it there is no tag. */
function parseTag(text: string): Pick<ReceivedMessage, 'tag' | 'processId' | 'text'> {
  const blank = text.indexOf(' ')
  const colon = text.indexOf(':')
  if (blank < 0 || colon !== blank - 1) return { tag: '', processId: '', text }
  const word = text.slice(0, colon)
  const rest = text.slice(blank + 1)
  const open = word.indexOf('[')
  if (open < 0) return { tag: word, processId: '', text: rest }
  const close = word.indexOf(']', open)
  const bracket = word.lastIndexOf('[', close < 0 ? word.length : close)
  const tag = bracket > 0 ? word.slice(0, bracket) : ''
  // What follows a process and is no colon leaves the tag in the text as well.
  if (close >= 0 && close < word.length - 1) return { tag, processId: '', text }
  return { tag: tag === '' ? word : tag, processId: close < 0 ? '' : word.slice(bracket + 1, close), text: rest }
}

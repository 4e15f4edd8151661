/** FIX messages: `tag=value` fields that end in SOH (manual 7.3.1). */
import { custom, defineConverter } from '@weir/keyword'
import { bytesOfText, textOfBytes } from '../bytes.ts'

const soh = '\x01'
const versions = ['FIX.4.0', 'FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIXT.1.1']

/** The number of a tag by its name. */
const namedTags: Readonly<Record<string, string>> = {
  beginstring: '8',
  bodylength: '9',
  checksum: '10',
  msgtype: '35',
  sendercompid: '49',
  targetcompid: '56',
}

interface FixField {
  readonly tag: string
  readonly value: string
  /** Where the next field starts. */
  readonly end: number
}

/** The field at `start`: a tag up to `=`, a value up to SOH. Null when it is not complete, `false` when it is none. */
function readField(message: string, start: number): FixField | null | false {
  const equals = message.indexOf('=', start)
  const end = equals < 0 ? -1 : message.indexOf(soh, equals)
  if (end < 0) return null
  const tag = message.slice(start, equals)
  return /^[0-9]+$/.test(tag) ? { tag, value: message.slice(equals + 1, end), end: end + 1 } : false
}

/** The bytes of a message with nothing but what is mandatory; what is shorter is not judged. */
const shortestMessage = 26

/** True or false for a whole message, null while it is not complete. */
function isValid(message: string): boolean | null {
  if (message.length < shortestMessage) return null
  const expected = ['8', '9', '35']
  let bodyStart = 0
  let bodyLength = 0
  let start = 0
  for (let count = 0; ; count++) {
    const field = readField(message, start)
    if (field === null || field === false) return field
    if (count < expected.length && field.tag !== expected[count]) return false
    if (count === 0 && !versions.includes(field.value)) return false
    if (count === 1) {
      if (!/^[0-9]*$/.test(field.value)) return false
      // 32 bits are counted in, however many digits there are (seen in the oracle).
      for (const digit of field.value) bodyLength = (Math.imul(bodyLength, 10) + Number(digit)) >>> 0
      bodyStart = field.end
    }
    if (count > 1 && field.tag === '10') {
      let sum = 0
      for (let index = 0; index < start; index++) sum += message.charCodeAt(index)
      return start === bodyStart + bodyLength && /^[0-9]{3}$/.test(field.value) && Number(field.value) === sum % 256
    }
    start = field.end
  }
}

export const fixIsValid = defineConverter({
  name: 'fix_is_valid',
  summary: 'Tells whether the input is a valid FIX message; no sample while it is not complete.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bool',
  params: [],
  examples: [
    {
      expression:
        'bin(383d4649582e342e3401393d31390133353d410134393d534e440135363d5447540131303d30313701),fix_is_valid',
      gives: '1',
    },
    { expression: 'bin(383d4649582e352e3001393d350133353d410131303d30303001),fix_is_valid', gives: '0' },
  ],
  bind: () => (input, context) => {
    const valid = isValid(textOfBytes(input))
    if (valid === null) context.isIncomplete = true
    return valid
  },
})

export const fixTagValue = defineConverter({
  name: 'fix_tag_value',
  summary: 'Gives the value of a tag of a FIX message, by its number or name.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [
    custom('tag', '<tag>', (reader) => {
      const text = reader.next()?.text ?? ''
      if (/^[1-9][0-9]*$/.test(text)) return text
      return namedTags[text.toLowerCase()] ?? reader.fail(`unknown FIX tag name '${text}'`)
    }),
  ],
  examples: [{ expression: 'bin(383d4649582e342e340133353d4101),fix_tag_value(MsgType)', gives: 'A' }],
  bind:
    ([tag]) =>
    (input, context) => {
      const message = textOfBytes(input)
      for (let start = 0; start <= message.length; ) {
        const field = readField(message, start)
        if (field === null) context.isIncomplete = true
        if (field === null || field === false) return null
        if (Number(field.tag) === Number(tag)) return field.value === '' ? null : bytesOfText(field.value)
        start = field.end
      }
      return null
    },
})

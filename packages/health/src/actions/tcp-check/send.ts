import { type ArgumentReader, custom, defineAction, FAILED, type Failed, type LogFormatNode } from '@weir/keyword'
import { bytesOfHex } from '@weir/sample'
import { bindRule, type CheckRule } from '../../check-rule.ts'
import { encodeBytes } from '../../check-step.ts'

const names = ['send', 'send-lf', 'send-binary', 'send-binary-lf'] as const
type SendName = (typeof names)[number]

const summaries: Readonly<Record<SendName, string>> = {
  send: 'Sends text during a check.',
  'send-lf': 'Sends the text of a log format during a check.',
  'send-binary': 'Sends bytes, written in hexadecimal, during a check.',
  'send-binary-lf': 'Sends the bytes that a log format writes in hexadecimal during a check.',
}

function readSend(name: SendName, reader: ArgumentReader): CheckRule | Failed {
  const word = reader.next()
  if (word === null) return reader.fail(`'${name}' expects data as argument`, { code: 'config/missing-argument' })
  let format: LogFormatNode | null = null
  let bytes = new Uint8Array(0)
  if (name.endsWith('-lf')) {
    const node = reader.host.logFormat(reader, word)
    if (node === FAILED) return FAILED
    format = node
  } else if (name === 'send-binary') {
    const decoded = bytesOfHex(word.text)
    if (decoded === null)
      return reader.fail(`'send-binary' expects an even number of hexadecimal digits, but got '${word.text}'`)
    bytes = Uint8Array.from(decoded)
  } else bytes = Uint8Array.from(encodeBytes(word.text))
  const comment = readComment(reader)
  if (comment === FAILED) return FAILED
  return {
    kind: 'send',
    label: name.includes('binary') ? 'send binary' : `send '${name === 'send' ? word.text : ''}'`,
    comment,
    timeoutStatus: 'L7TOUT',
    bind(binder) {
      if (format === null) return (run) => run.send(bytes)
      const text = binder.logFormat(format)
      const isHexadecimal = name === 'send-binary-lf'
      return (run) => {
        const written = text(run.context)
        const data = isHexadecimal ? bytesOfHex(written) : encodeBytes(written)
        return data === null ? run.finish('L7RSP', 'TCPCHK did not get hexadecimal digits to send') : run.send(data)
      }
    },
  }
}

/** An optional `comment <msg>` at the end of a rule. */
function readComment(reader: ArgumentReader): string | null | Failed {
  if (reader.peek()?.text !== 'comment') return null
  reader.next()
  return reader.next()?.text ?? reader.fail("'comment' expects a string", { code: 'config/missing-argument' })
}

export const sendActions = names.map((name) =>
  defineAction({
    name,
    summary: summaries[name],
    manual: '4.2',
    rulesets: ['tcp-check'],
    params: [custom('data', '<data> [comment <msg>]', (reader) => readSend(name, reader))],
    bind: bindRule,
  }),
)

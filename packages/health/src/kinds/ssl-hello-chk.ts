import { defineCheck, defineDirective } from '@weir/keyword'
import { answerStep } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import type { CheckRun } from '../check-run.ts'
import { connectStep, createScript, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

/** Cipher suites that the hello offers: those of SSL 3.0 and the AES ones (RFC 6101 §A.6, RFC 3268). */
const ciphers = [
  ...Array.from({ length: 0x1b }, (_, index) => index + 1),
  ...Array.from({ length: 12 }, (_, index) => index + 0x2f),
]

/** An SSL 3.0 ClientHello (RFC 6101 §5.6.1.2): enough for a server to answer with a handshake record or an alert. */
function clientHello(run: CheckRun): Uint8Array {
  const { clock, random } = run.context
  const bodyLength = 2 + 32 + 1 + 2 + ciphers.length * 2 + 2
  const hello = new Uint8Array(9 + bodyLength)
  const view = new DataView(hello.buffer)
  hello.set([0x16, 0x03, 0x00])
  view.setUint16(3, bodyLength + 4)
  hello[5] = 0x01
  view.setUint16(7, bodyLength)
  hello.set([0x03, 0x00], 9)
  view.setUint32(11, Math.floor(clock.wallMs() / 1000))
  for (let offset = 15; offset < 43; offset += 4) view.setUint32(offset, random.uint32())
  view.setUint16(44, ciphers.length * 2)
  for (const [index, cipher] of ciphers.entries()) view.setUint16(46 + 2 * index, cipher)
  hello.set([0x01, 0x00], 46 + 2 * ciphers.length)
  return hello
}

const create: CheckFactory = () =>
  createScript(
    [
      connectStep(),
      sendStep(clientHello),
      // 0x16 is a handshake record; 0x15 an alert, which shows a TLS server as well.
      answerStep(
        (bytes) => (bytes[0] === 0x16 || bytes[0] === 0x15 ? { passed: true } : { passed: false, status: 'L6RSP' }),
        'L6TOUT',
      ),
    ],
    { status: 'L6OK' },
  )

export const sslHelloChk = defineCheck({
  name: 'ssl-hello-chk',
  summary: 'Sends an SSL ClientHello and expects a TLS server to answer.',
  create,
})

export const optionSslHelloChk = defineDirective({
  name: 'option ssl-hello-chk',
  summary: 'Checks servers with an SSL ClientHello.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { span }) {
    record.kind = { keyword: sslHelloChk, name: 'ssl-hello-chk', values: [], span }
  },
})

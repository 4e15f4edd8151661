import { parseServerAddress, type ServerAddress } from '@weir/balance'
import { custom, defineDirective, duration, expandVariables } from '@weir/keyword'
import { type MailersOptions, mailersOptions } from '../options.ts'

/** Since 3.1 HAProxy itself sends no mails either: a script in Lua would. */
export const nothingIsSent = 'mails are sent by scripts in Lua alone, which are not run'

const sections = ['mailers'] as const
const manual = '3.6'

const mailerLine = custom<MailersOptions['mailers'][number]>('mailer', '<name> <address>:<port>', (reader) => {
  const name = reader.next()
  const word = reader.next()
  if (name === null || word === null) return reader.fail("'mailer' expects <name> and <addr>[:<port>] as arguments.")
  const bad = /[^A-Za-z0-9_.:-]/.exec(name.text)
  if (bad !== null) {
    const message = `character '${bad[0]}' is not permitted in server name '${name.text}'.`
    return reader.fail(message, { span: name.span })
  }
  const address = parseServerAddress(expandVariables(word.text, reader.host))
  const problem = 'error' in address ? address.error : findProblem(address, word.text)
  return 'error' in address || problem !== null
    ? reader.fail(`'mailer ${name.text}' : ${problem}`)
    : { name: name.text, address, span: name.span }
})

/** A mailer is spoken to over TCP, at a port of its own. */
function findProblem({ address, portRule }: ServerAddress, text: string): string | null {
  if (address?.kind === 'unix') return 'TCP not supported for this address family.'
  if (portRule === 'offset') return `port offset not permitted here in '${text}'`
  return portRule === 'fixed' ? null : `missing port specification in '${text}'`
}

export const mailer = defineDirective({
  name: 'mailer',
  summary: 'Names a server that takes mails.',
  manual,
  sections,
  withoutEffect: nothingIsSent,
  options: mailersOptions,
  params: [mailerLine],
  apply(record, [added]) {
    record.mailers.push(added)
  },
})

export const timeoutMail = defineDirective({
  name: 'timeout mail',
  summary: 'Limits how long sending a mail may take.',
  manual,
  sections,
  withoutEffect: nothingIsSent,
  options: mailersOptions,
  params: [duration('time')],
  apply(record, [timeoutMs]) {
    record.timeoutMs = timeoutMs
  },
})

import { custom, defineDirective, text, word } from '@weir/keyword'
import { type Level, levels } from '@weir/log'
import { emailAlertOptions } from '../options.ts'
import { nothingIsSent } from './mailer.ts'

const common = {
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen', 'backend'],
  withoutEffect: nothingIsSent,
  options: emailAlertOptions,
} as const

const level = custom<Level>('level', `{ ${levels.join(' | ')} }`, (reader) => {
  const written = reader.next()?.text ?? ''
  const found = levels.find((candidate) => candidate === written)
  return found ?? reader.fail(`unknown log level '${written}' after 'email-alert level'`)
})

const texts = [
  ['from', 'Names the sender of mails about servers.'],
  ['to', 'Names who gets mails about servers.'],
  ['myhostname', 'Sets the name by which the balancer greets mailers.'],
] as const

/** What a proxy says about mails that tell of its servers; complete when it names sender, receiver and mailers. */
export const emailAlert = [
  defineDirective({
    ...common,
    name: 'email-alert level',
    summary: 'Sets the level that messages have at most to be sent by mail.',
    params: [level],
    apply(record, [value]) {
      record.level = value
    },
  }),
  defineDirective({
    ...common,
    name: 'email-alert mailers',
    summary: 'Names the section whose mailers take the mails.',
    params: [word('section')],
    apply(record, [{ text: name }], { span }) {
      record.mailers = { name, span }
    },
  }),
  ...texts.map(([name, summary]) =>
    defineDirective({
      ...common,
      name: `email-alert ${name}`,
      summary,
      params: [text(name === 'myhostname' ? 'hostname' : 'address')],
      apply(record, [value]) {
        record[name] = value
      },
    }),
  ),
]

import { custom, defineAction, FAILED, verdicts } from '@weir/keyword'

const target = custom('mode', 'http [ proto <name> ]', (reader) => {
  const { section } = reader.host
  if (section?.kind === 'backend')
    return reader.fail(`'switch-mode' not allowed because backend '${section.name}' has no frontend capability`)
  const word = reader.next()
  if (word?.text !== 'http') return reader.fail(`'switch-mode' expects 'http', but got '${word?.text ?? ''}'`)
  if (reader.peek()?.text !== 'proto') return null
  reader.next()
  const name = reader.next()
  if (name?.text === 'h1' || name?.text === 'h2') return name.text
  reader.fail(`'proto' expects 'h1' or 'h2', but got '${name?.text ?? ''}'`)
  return FAILED
})

/** Gives a TCP session to layer 7. Manual 4.2, `tcp-request content switch-mode`. */
export const switchMode = defineAction({
  name: 'switch-mode',
  summary: 'Goes on with the session in HTTP mode.',
  manual: '4.2',
  rulesets: ['tcp-request content'],
  isFinal: true,
  params: [target],
  bind:
    ([protocol]) =>
    (context) => {
      if (context.session) {
        context.session.modeOverride = 'http'
        context.session.protocolOverride = protocol
      }
      return verdicts.stop
    },
})

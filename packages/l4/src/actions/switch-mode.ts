import { custom, defineAction, type Failed, verdicts } from '@weir/keyword'
import { muxProtocols } from '../bind-options/proto.ts'

const target = custom('mode', 'http [ proto <name> ]', (reader): 'h1' | 'h2' | null | Failed => {
  const { section } = reader.host
  if (section?.kind === 'backend')
    return reader.fail(`'switch-mode' not allowed because backend '${section.name}' has no frontend capability`)
  const mode = reader.next()?.text
  if (mode === undefined) return reader.fail("'tcp-request switch-mode' expects a mode as argument.")
  if (mode !== 'http') return reader.fail(`'tcp-request switch-mode' expects a valid mode (got '${mode}').`)
  if (reader.peek()?.text !== 'proto') return null
  reader.next()
  const name = reader.next()?.text
  if (name === undefined) return reader.fail("'proto' expects a protocol as argument.")
  if (name === 'h1' || name === 'h2') return name
  return reader.fail(
    muxProtocols.some((known) => known === name)
      ? `MUX protocol '${name}' is not compatible with the selected mode.`
      : `'proto' expects a valid MUX protocol, if specified (got '${name}')`,
  )
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

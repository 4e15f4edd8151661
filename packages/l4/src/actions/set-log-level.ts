import { custom, defineAction, verdicts } from '@weir/keyword'
import { levels } from '@weir/log'

const level = custom('level', '<level>', (reader): number | 'silent' | ReturnType<typeof reader.fail> => {
  const word = reader.next()
  if (word?.text === 'silent') return 'silent'
  const found = (levels as readonly string[]).indexOf(word?.text ?? '')
  return found >= 0 ? found : reader.fail("Unknown log level, expects 'silent' or the name of a syslog level")
})

/** Changes the level that the stream is logged with. Manual 4.2. */
export const setLogLevel = defineAction({
  name: 'set-log-level',
  summary: 'Sets the level that the stream is logged with, or keeps it out of the log.',
  manual: '4.2',
  rulesets: ['tcp-request content', 'tcp-response content', 'http-request', 'http-response', 'http-after-response'],
  params: [level],
  bind:
    ([value]) =>
    (context) => {
      if (context.stream) context.stream.logLevel = value
      return verdicts.proceed
    },
})

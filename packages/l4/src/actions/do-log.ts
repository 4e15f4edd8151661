import { defineAction, settings, verdicts, word } from '@weir/keyword'
import type { LogStep } from '@weir/log'

const steps: Readonly<Record<string, LogStep>> = {
  'tcp-request connection': 'tcp-req-conn',
  'tcp-request session': 'tcp-req-sess',
  'tcp-request content': 'tcp-req-cont',
  'tcp-response content': 'tcp-res-cont',
  'http-request': 'http-req',
  'http-response': 'http-res',
  'http-after-response': 'http-after-res',
}

/** Logs at once, apart from the line that the stream has anyway. Manual 4.3. */
export const doLog = defineAction({
  name: 'do-log',
  summary: 'Logs at once with the format of the proxy, or with that of a profile.',
  manual: '4.3',
  rulesets: Object.keys(steps),
  params: [settings({ profile: word('name') })],
  bind([{ profile }], _binder, ruleset) {
    const step = steps[ruleset]!
    const name = profile?.text ?? null
    return (context) => {
      const place = context.stream ?? context.session
      place?.frontend.log?.logger.logStep(place, step, name)
      return verdicts.proceed
    }
  },
})

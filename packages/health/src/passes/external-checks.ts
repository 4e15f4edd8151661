import { definePass } from '@weir/keyword'
import { backendCheckOptions, checkProcessOptions } from '../options.ts'

/** Programs run only where the whole process is told so (manual 3.1, `external-check`). */
export const externalChecks = definePass({
  name: 'external-checks',
  summary: "Checks that 'option external-check' has a command, and leave to run it.",
  run({ model, report }) {
    const { allowsPrograms, mayFork } = model.global.options.get(checkProcessOptions)
    for (const proxy of model.proxies) {
      if (!proxy.isBackend || proxy.isDisabled) continue
      const { kind, command, commandPath } = proxy.options.get(backendCheckOptions)
      const say = (severity: 'alert' | 'warning', message: string): void =>
        report({ code: 'health/external-check', severity, message, span: kind?.span ?? proxy.span })
      if (kind?.name !== 'external-check') {
        const unused = [...(command === null ? [] : ['command']), ...(commandPath === '' ? [] : ['path'])]
        for (const name of unused) {
          say(
            'warning',
            `'external-check ${name}' will be ignored for backend '${proxy.name}' (requires 'option external-check').`,
          )
        }
        continue
      }
      const option = `Proxy '${proxy.name}' : 'option external-check'`
      if (!allowsPrograms) say('alert', `${option} unable to find required 'global.external-check'.`)
      if (command === null) say('alert', `${option} unable to find required 'external-check command'.`)
      if (!mayFork) {
        say(
          'warning',
          `Proxy '${proxy.name}' : 'insecure-fork-wanted' not enabled in the global section, 'option external-check' will likely fail.`,
        )
      }
    }
  },
})

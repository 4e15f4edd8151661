import { type CommandAnswer, type CommandCall, defineRuntimeCommand } from '../command.ts'

function toggle({ args }: CommandCall, name: string, isOn: boolean, set: (on: boolean) => void): CommandAnswer {
  if (args[0] === 'on' || args[0] === 'off') {
    set(args[0] === 'on')
    return ''
  }
  return `${name} is ${isOn ? 'ON' : 'OFF'}\n`
}

/** Switches that a session must turn on before it may use what is not for daily work. */
export const modeCommands = [
  defineRuntimeCommand({
    name: 'expert-mode',
    usage: 'expert-mode [on|off]',
    summary: 'Show or set the expert mode of this session.',
    level: 'admin',
    run: (call) =>
      toggle(call, 'expert-mode', call.session.isExpert, (on) => {
        call.session.isExpert = on
      }),
  }),
  defineRuntimeCommand({
    name: 'experimental-mode',
    usage: 'experimental-mode [on|off]',
    summary: 'Show or set the experimental mode of this session.',
    level: 'admin',
    run: (call) =>
      toggle(call, 'experimental-mode', call.session.isExperimental, (on) => {
        call.session.isExperimental = on
      }),
  }),
]

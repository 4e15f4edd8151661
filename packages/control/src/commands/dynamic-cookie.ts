import { type DynamicCookies, HttpBackend } from '@weir/l7'
import { type CommandCall, type CommandMessage, defineRuntimeCommand, failure } from '../command.ts'
import { findBackend } from '../process-view.ts'

/** What the backend's cookies are made by; null where it has none, which HAProxy leaves unsaid. */
function dynamicOf({ args, view }: CommandCall): DynamicCookies | null | CommandMessage {
  if (args[0] === undefined) return failure('A backend name is expected.')
  const proxy = findBackend(view, args[0])
  if (proxy === null) return failure('No such backend.')
  return proxy.backend instanceof HttpBackend ? (proxy.backend.http.cookie?.dynamic ?? null) : null
}

const isRefused = (dynamic: DynamicCookies | null | CommandMessage): dynamic is CommandMessage =>
  dynamic !== null && 'severity' in dynamic

function defineSwitchCommand(verb: 'enable' | 'disable') {
  return defineRuntimeCommand({
    name: `${verb} dynamic-cookie backend`,
    usage: `${verb} dynamic-cookie backend <bk>`,
    summary: `${verb === 'enable' ? 'Enable' : 'Disable'} dynamic cookies on a specific backend.`,
    level: 'admin',
    run(call) {
      const dynamic = dynamicOf(call)
      if (isRefused(dynamic)) return dynamic
      if (dynamic !== null) dynamic.isEnabled = verb === 'enable'
      return ''
    },
  })
}

/** Dynamic cookies of a backend: whether they are made, and from which key. Management manual 9.3. */
export const dynamicCookieCommands = [
  defineSwitchCommand('enable'),
  defineSwitchCommand('disable'),
  defineRuntimeCommand({
    name: 'set dynamic-cookie-key backend',
    usage: 'set dynamic-cookie-key backend <bk> <k>',
    summary: 'Change a backend secret key for dynamic cookies.',
    level: 'admin',
    run(call) {
      const dynamic = dynamicOf(call)
      if (isRefused(dynamic)) return dynamic
      const key = call.args[1]
      if (key === undefined) return failure('String value expected.')
      if (dynamic !== null) dynamic.key = key
      return ''
    },
  }),
]

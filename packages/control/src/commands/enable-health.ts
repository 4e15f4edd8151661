import { findServer, isMessage } from '../cli/targets.ts'
import { type CommandAnswer, type CommandCall, defineRuntimeCommand, failure } from '../command.ts'

const notConfigured = {
  check: 'Health check was not configured on this server, cannot enable.',
  agent: 'Agent was not configured on this server, cannot enable.',
} as const

function change({ args, view }: CommandCall, kind: 'check' | 'agent', on: boolean): CommandAnswer {
  const server = findServer(view, args[0])
  if (isMessage(server)) return server
  const summary = server[kind]
  if (on && !summary.isConfigured) return failure(notConfigured[kind])
  if (summary.isConfigured) summary.isEnabled = on
  return ''
}

/** Pauses and resumes the checks of a server, and its agent's. Management manual 9.3. */
export const checkCommands = [
  defineRuntimeCommand({
    name: 'enable health',
    usage: 'enable health',
    summary: 'Enable health checks.',
    level: 'admin',
    run: (call) => change(call, 'check', true),
  }),
  defineRuntimeCommand({
    name: 'disable health',
    usage: 'disable health',
    summary: 'Disable health checks.',
    level: 'admin',
    run: (call) => change(call, 'check', false),
  }),
  defineRuntimeCommand({
    name: 'enable agent',
    usage: 'enable agent',
    summary: 'Enable agent checks.',
    level: 'admin',
    run: (call) => change(call, 'agent', true),
  }),
  defineRuntimeCommand({
    name: 'disable agent',
    usage: 'disable agent',
    summary: 'Disable agent checks.',
    level: 'admin',
    run: (call) => change(call, 'agent', false),
  }),
]

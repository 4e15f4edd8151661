import { defineRuntimeCommand } from '../command.ts'

export const showStartupLogs = defineRuntimeCommand({
  name: 'show startup-logs',
  usage: 'show startup-logs',
  summary: 'Report logs emitted during the start.',
  level: 'operator',
  run: ({ view }) => `${view.startupLog}\n`,
})

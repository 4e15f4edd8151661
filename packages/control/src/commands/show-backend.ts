import { defineRuntimeCommand } from '../command.ts'

export const showBackend = defineRuntimeCommand({
  name: 'show backend',
  usage: 'show backend',
  summary: 'List backends in the current running config.',
  level: 'user',
  run: ({ view }) =>
    `# name\n${view.proxies
      .filter(({ backend }) => backend !== null)
      .map(({ name }) => `${name}\n`)
      .join('')}`,
})

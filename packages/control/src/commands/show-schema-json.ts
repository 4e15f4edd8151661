import { defineRuntimeCommand } from '../command.ts'
import { createStatsSchema } from '../stats/schema.ts'

export const showSchemaJson = defineRuntimeCommand({
  name: 'show schema json',
  usage: 'show schema json',
  summary: 'Report schema used for stats.',
  level: 'user',
  run: () => `${JSON.stringify(createStatsSchema())}\n`,
})

import { defineRuntimeCommand } from '../command.ts'
import { writeInfo } from '../stats/info.ts'

export const showInfo = defineRuntimeCommand({
  name: 'show info',
  usage: 'show info [desc|json|typed|float]*',
  summary: 'Report information about the running process.',
  level: 'user',
  run: ({ args, view }) =>
    writeInfo(view, {
      layout: args.includes('json') ? 'json' : args.includes('typed') ? 'typed' : 'plain',
      hasDescriptions: args.includes('desc'),
      isExact: args.includes('float'),
    }),
})

import { custom, defineDirective, type Failed, optional, text } from '@weir/keyword'
import { stateFileOptions } from '../options.ts'

const sources = ['global', 'local', 'none'] as const

export const loadServerStateFromFile = defineDirective({
  name: 'load-server-state-from-file',
  summary: 'Has servers start in the states that a file tells.',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  options: stateFileOptions,
  params: [
    custom('source', '{ global | local | none }', (reader): (typeof sources)[number] | Failed => {
      const word = reader.next()
      const source = sources.find((known) => known === word?.text)
      return (
        source ??
        reader.fail(`'load-server-state-from-file' expects 'global', 'local' or 'none'. Got '${word?.text ?? ''}'`)
      )
    }),
  ],
  apply(record, [source]) {
    record.source = source
  },
})

export const serverStateFileName = defineDirective({
  name: 'server-state-file-name',
  summary: "Names the backend's own file with states of servers; otherwise it has the name of the backend.",
  manual: '4.2',
  sections: ['listen', 'backend'],
  options: stateFileOptions,
  params: [optional(text('file'))],
  apply(record, [file]) {
    record.fileName = file === undefined || file === 'use-backend-name' ? null : file
  },
})

/** Lines of a section `fcgi-app` (manual 10.1.1). */
import { condition, custom, defineDirective, FAILED, type Failed, int, logFormat, text } from '@weir/keyword'
import { type Regex, readRegex } from '@weir/sample'
import { fcgiAppOptions } from '../fcgi/options.ts'

const section = { manual: '10.1.1', sections: ['fcgi-app'], options: fcgiAppOptions } as const
const phase = 'backend http-request header rule'
const oneAtATime = 'a connection carries one request at a time'

export const docroot = defineDirective({
  ...section,
  name: 'docroot',
  summary: 'Sets the directory on the side of the application under which its scripts are.',
  params: [text('path')],
  apply(record, [path]) {
    record.docroot = path
  },
})

export const index = defineDirective({
  ...section,
  name: 'index',
  summary: 'Names the script for paths that end with a slash.',
  params: [text('filename')],
  apply(record, [name]) {
    record.index = name
  },
})

export const pathInfo = defineDirective({
  ...section,
  name: 'path-info',
  summary: 'Tells the script from what is behind it in a path.',
  params: [
    custom('regex', '<regex>', (reader): Regex | Failed => {
      const word = reader.next()
      if (word === null) {
        return reader.fail("'path-info' expects <regex> as argument.", { code: 'config/missing-argument' })
      }
      const regex = readRegex(reader, word)
      return regex === FAILED ? FAILED : regex
    }),
  ],
  apply(record, [regex]) {
    record.pathInfo = regex
  },
})

export const setParam = defineDirective({
  ...section,
  name: 'set-param',
  summary: 'Sets a parameter for the application, also in the place of one of the usual ones.',
  phase,
  params: [text('name'), logFormat('format'), condition()],
  apply(record, [name, format, condition]) {
    record.params.push({ name, format, condition: condition ?? null })
  },
})

export const passHeader = defineDirective({
  ...section,
  name: 'pass-header',
  summary: 'Has the application see a header that is withheld otherwise.',
  phase,
  params: [text('name'), condition()],
  apply(record, [name, condition]) {
    record.passedHeaders.push({ name: name.toLowerCase(), condition: condition ?? null })
  },
})

export const optionKeepConn = defineDirective({
  ...section,
  name: 'option keep-conn',
  summary: 'Asks the application to keep connections open, which is the default.',
  prefixes: ['no'],
  params: [],
  apply(record, _values, { prefix }) {
    record.keepsConnection = prefix === null
  },
})

export const optionMaxReqs = defineDirective({
  ...section,
  name: 'option max-reqs',
  summary: 'Limits the requests that a connection carries at a time.',
  withoutEffect: oneAtATime,
  params: [int('number', { min: 1, isStrict: true })],
  apply() {},
})

const multiplexing = [
  ['get-values', 'Asks the application for what it can do with connections.'],
  ['mpxs-conns', 'Says that the application takes several requests on a connection at a time.'],
] as const

export const multiplexingOptions = multiplexing.map(([name, summary]) =>
  defineDirective({
    ...section,
    name: `option ${name}`,
    summary,
    prefixes: ['no'],
    withoutEffect: oneAtATime,
    params: [],
    apply() {},
  }),
)

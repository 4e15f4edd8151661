import {
  backend,
  condition,
  createVocabulary,
  custom,
  defineAcl,
  defineAction,
  defineConverter,
  defineDirective,
  defineFetch,
  defineLogAlias,
  defineOptions,
  definePass,
  defineRuleset,
  duration,
  expression,
  flag,
  int,
  logFormat,
  many,
  oneOf,
  optional,
  server,
  settings,
  table,
  text,
  type Vocabulary,
  verdicts,
  word,
} from '@weir/keyword'

import { parseConfig } from './parse-config.ts'

/** A vocabulary just large enough to try the language: nothing in it runs. */

const never = (): never => {
  throw new Error('the test vocabulary is not meant to run')
}
const proxies = ['defaults', 'frontend', 'backend', 'listen'] as const
const frontends = ['defaults', 'frontend', 'listen'] as const
const backends = ['defaults', 'backend', 'listen'] as const

interface ProxySettings {
  timeouts: Record<string, number>
  options: string[]
  binds: string[]
  servers: string[]
  defaultBackend: string | null
  useBackend: string[]
  maxconn: number | null
  logFormat: string | null
  errorFiles: Map<number, string>
}

export const proxySettings = defineOptions<ProxySettings>('proxy', () => ({
  timeouts: {},
  options: [],
  binds: [],
  servers: [],
  defaultBackend: null,
  useBackend: [],
  maxconn: null,
  logFormat: null,
  errorFiles: new Map(),
}))

export const globalSettings = defineOptions('global', () => ({ maxconn: 0, daemon: false }))

const timeout = (name: string, sections: readonly ('defaults' | 'frontend' | 'backend' | 'listen')[]) =>
  defineDirective({
    name: `timeout ${name}`,
    summary: 'Sets a timeout.',
    sections,
    options: proxySettings,
    params: [duration('timeout')],
    apply(record, [value]) {
      record.timeouts = { ...record.timeouts, [name]: value }
    },
  })

const option = (name: string, sections: readonly ('defaults' | 'frontend' | 'backend' | 'listen')[]) =>
  defineDirective({
    name: `option ${name}`,
    summary: 'Sets an option.',
    sections,
    options: proxySettings,
    prefixes: ['no', 'default'],
    params: [],
    apply(record, _, site) {
      record.options = record.options.filter((other) => other !== name)
      if (site.prefix === null) record.options.push(name)
    },
  })

export const vocabulary: Vocabulary = createVocabulary([
  {
    name: 'test',
    fetches: [
      defineFetch({ name: 'src', summary: 'S.', source: 'client connection', out: 'addr', params: [], bind: never }),
      defineFetch({
        name: 'path',
        summary: 'S.',
        source: 'request',
        out: 'str',
        params: [],
        needsHttp: true,
        bind: never,
      }),
      defineFetch({ name: 'url_len', summary: 'S.', source: 'request', out: 'sint', params: [], bind: never }),
      defineFetch({
        name: 'req.hdr',
        aliases: ['hdr'],
        summary: 'S.',
        source: 'request',
        out: 'str',
        params: [optional(text('name')), optional(int('occurrence'))],
        needsHttp: true,
        bind: never,
      }),
      defineFetch({
        name: 'req.payload',
        summary: 'S.',
        source: 'request',
        out: 'bin',
        params: [int('offset'), int('length')],
        bind: never,
      }),
      defineFetch({
        name: 'req.ssl_ver',
        summary: 'S.',
        source: 'request',
        out: 'sint',
        patternForm: 'dotted',
        params: [],
        bind: never,
      }),
      defineFetch({ name: 'status', summary: 'S.', source: 'response', out: 'sint', params: [], bind: never }),
      defineFetch({ name: 'be_name', summary: 'S.', source: 'backend', out: 'str', params: [], bind: never }),
      defineFetch({ name: 'always_true', summary: 'S.', source: 'constant', out: 'bool', params: [], bind: never }),
      defineFetch({
        name: 'str',
        summary: 'S.',
        source: 'constant',
        out: 'str',
        params: [text('string')],
        bind: never,
      }),
      defineFetch({ name: 'var', summary: 'S.', source: 'constant', out: 'any', params: [text('name')], bind: never }),
      defineFetch({
        name: 'be_conn',
        summary: 'S.',
        source: 'process',
        out: 'sint',
        params: [backend('backend')],
        bind: never,
      }),
      defineFetch({
        name: 'table_cnt',
        summary: 'S.',
        source: 'process',
        out: 'sint',
        params: [table('table')],
        bind: never,
      }),
      defineFetch({
        name: 'nbsrv',
        summary: 'S.',
        source: 'process',
        out: 'sint',
        params: [optional(backend('backend'))],
        bind: never,
      }),
    ],
    converters: [
      defineConverter({ name: 'lower', summary: 'S.', in: 'str', out: 'str', params: [], bind: never }),
      defineConverter({ name: 'add', summary: 'S.', in: 'sint', out: 'sint', params: [int('value')], bind: never }),
      defineConverter({
        name: 'field',
        summary: 'S.',
        in: 'str',
        out: 'str',
        params: [int('index'), text('delimiters'), optional(int('count'))],
        check([index], complain) {
          if (index === 0) complain('the index starts at 1', 0)
        },
        bind: never,
      }),
      defineConverter({ name: 'ipmask', summary: 'S.', in: 'addr', out: 'addr', params: [int('mask')], bind: never }),
    ],
    patternCheck: {
      regex: (text) => (text === '(a+)+' ? { severity: 'warning', message: `regex '${text}' is slow` } : null),
      file: (text, { match }) =>
        match === 'int' && !/^[0-9]/.test(text)
          ? [{ severity: 'alert', message: "'HTTP' is not a number", line: 1 }]
          : [],
    },
    acls: [
      defineAcl({ name: 'path', fetch: 'path', match: 'str' }),
      defineAcl({ name: 'path_beg', fetch: 'path', match: 'beg' }),
      defineAcl({ name: 'hdr_dom', fetch: 'req.hdr', match: 'dom' }),
    ],
    predefinedAcls: [
      { name: 'TRUE', definition: 'always_true' },
      { name: 'LOCALHOST', definition: 'src 127.0.0.1/8 ::1' },
    ],
    logAliases: [
      defineLogAlias({ name: 'ci', summary: 'S.', bind: never }),
      defineLogAlias({ name: 'b', summary: 'S.', bind: never }),
      defineLogAlias({ name: 'HM', summary: 'S.', needsHttp: true, bind: never }),
    ],
    rulesets: [
      defineRuleset({
        name: 'http-request',
        summary: 'S.',
        sections: proxies,
        needsHttp: true,
        frontendPhase: 'frontend http-request header rule',
        backendPhase: 'backend http-request header rule',
      }),
      defineRuleset({
        name: 'tcp-request content',
        summary: 'S.',
        sections: proxies,
        needsHttp: false,
        frontendPhase: 'frontend tcp-request content rule',
        backendPhase: 'backend tcp-request content rule',
      }),
      defineRuleset({
        name: 'tcp-request connection',
        summary: 'S.',
        sections: frontends,
        needsHttp: false,
        frontendPhase: 'frontend tcp-request connection rule',
        backendPhase: null,
      }),
    ],
    actions: [
      defineAction({
        name: 'glitter',
        summary: 'S.',
        isExperimental: true,
        rulesets: ['http-request'],
        params: [],
        bind: never,
      }),
      defineAction({
        name: 'deny',
        summary: 'S.',
        rulesets: ['http-request'],
        isFinal: true,
        params: [settings({ status: int('code', { min: 200, max: 599 }) })],
        bind: never,
      }),
      defineAction({
        name: 'accept',
        summary: 'S.',
        rulesets: ['tcp-request content', 'tcp-request connection'],
        isFinal: true,
        params: [],
        bind: never,
      }),
      defineAction({
        name: 'reject',
        summary: 'S.',
        rulesets: ['tcp-request content', 'tcp-request connection'],
        isFinal: true,
        params: [],
        bind: never,
      }),
      defineAction({
        name: 'set-header',
        summary: 'S.',
        rulesets: ['http-request'],
        params: [text('name'), logFormat('value')],
        bind: never,
      }),
      defineAction({
        name: 'set-var',
        summary: 'S.',
        rulesets: ['http-request', 'tcp-request content'],
        isPrefix: true,
        params: [
          custom('name', '(<name>)', (reader) => {
            const match = /^\(([A-Za-z0-9_.]+)\)$/.exec(reader.suffix)
            return match === null ? reader.fail(`incomplete argument after action '${reader.keyword.text}'`) : match[1]!
          }),
          expression('value'),
        ],
        bind: () => () => verdicts.proceed,
      }),
      defineAction({
        name: 'track-sc0',
        summary: 'S.',
        rulesets: ['http-request', 'tcp-request content', 'tcp-request connection'],
        params: [expression('key'), settings({ table: table('name') })],
        check(_, complain, ruleset) {
          if (ruleset === 'tcp-request connection') complain('nothing can be tracked here in this test')
        },
        bind: never,
      }),
    ],
    directives: [
      timeout('client', frontends),
      timeout('server', backends),
      timeout('connect', backends),
      timeout('tunnel', backends),
      option('httplog', proxies),
      option('dontlognull', frontends),
      option('redispatch', backends),
      defineDirective({
        name: 'bind',
        summary: 'Listens.',
        sections: ['frontend', 'listen'],
        options: proxySettings,
        params: [text('address'), flag('ssl')],
        apply(record, [address, isTls]) {
          record.binds.push(isTls ? `${address} ssl` : address)
        },
      }),
      defineDirective({
        name: 'server',
        summary: 'A server.',
        sections: ['backend', 'listen'],
        options: proxySettings,
        params: [word('name'), text('address'), settings({ check: null, weight: int('weight', { min: 0, max: 256 }) })],
        apply(record, [name, address, options], site) {
          if (site.declare('server', name.text, { name: name.text, address }) !== null) {
            site.complain(`server '${name.text}' is already declared`, 'choose another name')
            return
          }
          if (options.weight === 0) site.warn(`server '${name.text}' has no weight`)
          record.servers.push(`${name.text} ${address}`)
        },
      }),
      defineDirective({
        name: 'stick-table',
        summary: 'A table.',
        sections: ['frontend', 'backend', 'listen'],
        options: proxySettings,
        params: [oneOf('type', ['ip', 'string'])],
        apply(_record, [type], site) {
          site.declare('table', site.section.name, { type })
        },
      }),
      defineDirective({
        name: 'default_backend',
        summary: 'Chooses.',
        sections: frontends,
        options: proxySettings,
        params: [backend('backend')],
        apply(record, [reference]) {
          record.defaultBackend = reference.name
        },
      }),
      defineDirective({
        name: 'use_backend',
        summary: 'Chooses.',
        sections: ['frontend', 'listen'],
        options: proxySettings,
        phase: 'frontend use-backend rule',
        params: [backend('backend'), condition()],
        apply(record, [reference, when]) {
          record.useBackend.push(
            when === null ? reference.name : `${reference.name} ${when.polarity} ${when.alternatives.length}`,
          )
        },
      }),
      defineDirective({
        name: 'use-server',
        summary: 'Chooses.',
        sections: ['backend', 'listen'],
        options: proxySettings,
        params: [server('server'), condition()],
        apply() {},
      }),
      defineDirective({
        name: 'maxconn',
        summary: 'Limits.',
        sections: frontends,
        options: proxySettings,
        params: [int('count', { min: 0 })],
        apply(record, [count]) {
          record.maxconn = count
        },
      }),
      defineDirective({
        name: 'log-format',
        summary: 'Formats.',
        sections: frontends,
        options: proxySettings,
        phase: 'logs',
        params: [logFormat('format')],
        apply(record, [format]) {
          record.logFormat = format.text
        },
      }),
      defineDirective({
        name: 'errorfile',
        summary: 'Answers.',
        sections: proxies,
        options: proxySettings,
        params: [
          int('code'),
          custom('file', '<file>', (reader) => {
            const path = reader.next()
            if (path === null) return reader.fail('a file is needed', { code: 'config/missing-argument' })
            const file = reader.host.readFile(path.text)
            return 'error' in file ? reader.fail(`cannot read '${path.text}': ${file.error}`) : file.text
          }),
        ],
        apply(record, [code, content]) {
          record.errorFiles.set(code, content)
        },
      }),
      defineDirective({
        name: 'maxconn',
        summary: 'Limits.',
        sections: ['global'],
        options: globalSettings,
        params: [int('count')],
        apply(record, [count]) {
          record.maxconn = count
        },
      }),
      defineDirective({
        name: 'broken',
        summary: 'S.',
        sections: ['global'],
        options: globalSettings,
        params: [],
        apply: never,
      }),
      defineDirective({
        name: 'shiny',
        summary: 'S.',
        isExperimental: true,
        sections: ['global'],
        options: globalSettings,
        params: [],
        apply() {},
      }),
      defineDirective({
        name: 'daemon',
        summary: 'Detaches.',
        sections: ['global'],
        options: globalSettings,
        params: [],
        apply(record) {
          record.daemon = true
        },
      }),
      defineDirective({
        name: 'user',
        summary: 'A user.',
        sections: ['userlist'],
        options: defineOptions('users', () => ({ names: [] as string[] })),
        params: [text('name'), many(text('more'))],
        apply(record, [name]) {
          record.names.push(name)
        },
      }),
    ],
    refused: [
      {
        kind: 'refused',
        slot: 'directive',
        name: 'dispatch',
        state: 'removed',
        reason: 'create a server with the same address',
      },
      { kind: 'refused', slot: 'directive', name: 'lua-load', state: 'unsupported', reason: 'Weir has no Lua' },
      { kind: 'refused', slot: 'section', name: 'program', state: 'removed', reason: 'use an external supervisor' },
      { kind: 'refused', slot: 'action', name: 'lua.x', state: 'unsupported', reason: 'Weir has no Lua' },
      { kind: 'refused', slot: 'fetch', name: 'da-csv-fetch', state: 'unsupported', reason: 'Weir has no DeviceAtlas' },
      { kind: 'refused', slot: 'converter', name: '51d.single', state: 'removed', reason: 'it left in some version' },
    ],
    passes: [
      definePass({
        name: 'test-pass',
        summary: 'Complains about proxies named forbidden.',
        run(site) {
          for (const proxy of site.model.proxies) {
            if (proxy.name === 'forbidden')
              site.report({ code: 'test/forbidden', severity: 'warning', message: 'that name', span: proxy.span })
          }
        },
      }),
    ],
  },
])

/** What a text's diagnostics are, as `line code`, for tests of one check; all codes unless some are given. */
export function findingsOf(text: string, ...codes: string[]): string[] {
  const { diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text }], vocabulary })
  return diagnostics
    .filter((diagnostic) => codes.length === 0 || codes.includes(diagnostic.code))
    .map(({ code, message, span }) => `${span?.line} ${code}: ${message}`)
}

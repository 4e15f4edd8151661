/** Signals, and the status that the process leaves with. */
import {
  awaitPoint,
  client,
  defineScenario,
  echo,
  exit,
  HTTP,
  identifyingServer,
  parallel,
  reach,
  reachPoint,
  receiveEnd,
  receiveResponse,
  receiveText,
  type ScenarioStep,
  scriptedServer,
  send,
  sendHead,
  signal,
  TCP,
  wait,
  waitPoint,
} from '../../src/index.ts'

const config = `${TCP}
frontend fe
    bind {{fe}}
    default_backend be
backend be
    server s1 {{s1}}
`
const servers = { s1: scriptedServer([echo()]) }

const ended = (name: string, by: NodeJS.Signals, ...before: readonly ScenarioStep[]) =>
  defineScenario({
    name: `process/${name}`,
    summary: `${by} ends the process.`,
    config,
    servers,
    steps: [...before, signal(by), exit()],
  })

const get = (uri: string) => sendHead(`GET ${uri} HTTP/1.1`, 'Host: example.test')
const exchange = [send('hello\n'), receiveText('hello\n')]

export const scenarios = [
  ended('sigterm', 'SIGTERM', client('c', 'fe', ...exchange)),
  ended('sigint', 'SIGINT'),
  ended('sigusr1-idle', 'SIGUSR1', client('c', 'fe', ...exchange)),
  defineScenario({
    name: 'process/soft-stop',
    summary: 'SIGUSR1 refuses new connections, and lets the open one finish.',
    config,
    servers,
    steps: [
      parallel(
        [
          client(
            'open',
            'fe',
            ...exchange,
            reach('open'),
            awaitPoint('refused'),
            send('again\n'),
            receiveText('again\n'),
          ),
        ],
        [waitPoint('open'), signal('SIGUSR1'), wait(150), client('late', 'fe', ...exchange), reachPoint('refused')],
      ),
      exit(),
    ],
  }),
  ...(['http', 'idle-close-on-response'] as const).map((name) =>
    defineScenario({
      name: `process/soft-stop-${name}`,
      summary: 'What a soft stop does to connections that are new, idle, amid a head and amid a request.',
      config: `${HTTP}
frontend fe
    bind {{fe}}
${name === 'http' ? '' : '    option idle-close-on-response\n'}    timeout http-keep-alive 1500ms
    default_backend be
backend be
    server s1 {{s1}}
`,
      servers: { s1: identifyingServer() },
      logsInAnyOrder: true,
      normalise: [
        {
          pattern: / ---- \d+\/\d+\/\d+\/\d+\//,
          replacement: ' ---- <counts>/',
          reason: 'several clients act at the same time',
        },
      ],
      steps: [
        parallel(
          [client('new', 'fe', reach('new'), awaitPoint('stopping'), get('/new'), receiveEnd())],
          [client('idle', 'fe', get('/idle'), receiveResponse(), reach('idle'), receiveEnd())],
          [
            client(
              'late',
              'fe',
              get('/late'),
              receiveResponse(),
              reach('late'),
              awaitPoint('stopping'),
              get('/later'),
              receiveEnd(),
            ),
          ],
          [
            client(
              'torn',
              'fe',
              get('/torn'),
              receiveResponse(),
              send('GET /half HTTP/1.1\r\n'),
              reach('torn'),
              awaitPoint('stopping'),
              send('Host: example.test\r\n\r\n'),
              receiveEnd(),
            ),
          ],
          [
            waitPoint('new'),
            waitPoint('idle'),
            waitPoint('late'),
            waitPoint('torn'),
            wait(100),
            signal('SIGUSR1'),
            wait(300),
            reachPoint('stopping'),
          ],
        ),
        exit(),
      ],
    }),
  ),
  defineScenario({
    name: 'process/grace',
    summary: 'With grace, a process that stops softly takes connections for a while.',
    config: config.replace('nbthread 1', 'nbthread 1\n    grace 900ms'),
    servers,
    steps: [
      signal('SIGUSR1'),
      wait(300),
      client('late', 'fe', ...exchange),
      wait(900),
      client('later', 'fe', ...exchange),
      exit(),
    ],
  }),
  defineScenario({
    name: 'process/hard-stop-after',
    summary: 'hard-stop-after bounds the soft stop.',
    config: config.replace('nbthread 1', 'nbthread 1\n    hard-stop-after 400ms'),
    servers,
    steps: [
      parallel(
        [client('open', 'fe', ...exchange, reach('open'), receiveEnd())],
        [waitPoint('open'), signal('SIGUSR1'), exit()],
      ),
    ],
  }),
  defineScenario({
    name: 'process/sigterm-cuts',
    summary: 'SIGTERM does not wait for open connections.',
    config,
    servers,
    steps: [
      parallel(
        [client('open', 'fe', ...exchange, reach('open'), receiveEnd())],
        [waitPoint('open'), signal('SIGTERM'), exit()],
      ),
    ],
  }),
  defineScenario({
    name: 'process/pause-and-resume',
    summary: 'SIGTTOU pauses the listeners, SIGTTIN resumes them; SIGHUP and SIGUSR2 end nothing.',
    config,
    servers,
    steps: [
      signal('SIGTTOU'),
      wait(150),
      signal('SIGTTIN'),
      wait(150),
      client('resumed', 'fe', ...exchange),
      signal('SIGHUP'),
      signal('SIGUSR2'),
      wait(100),
      client('still', 'fe', ...exchange),
    ],
    since: [
      {
        at: 'logs',
        change: (lines) => (lines as string[]).filter((line) => !line.includes('HTTPCLIENT')),
        reason: '3.x: the proxy of the internal HTTP client is not among those that signals report on',
      },
    ],
  }),
]

/** Facts of the process (manual 7.3.2). */
import { defineFetch, text } from '@weir/keyword'
import { processPort } from '../process.ts'

export const env = defineFetch({
  name: 'env',
  summary: 'Gives an environment variable.',
  manual: '7.3.2',
  out: 'str',
  source: 'constant',
  params: [text('name')],
  bind([name], binder) {
    const facts = binder.port(processPort)
    return () => facts.environment(name)
  },
})

export const hostname = defineFetch({
  name: 'hostname',
  summary: "Gives the system's host name.",
  manual: '7.3.2',
  out: 'str',
  source: 'constant',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return () => facts.hostname
  },
})

export const pid = defineFetch({
  name: 'pid',
  summary: 'Gives the process number of the worker.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return () => facts.pid
  },
})

export const proc = defineFetch({
  name: 'proc',
  summary: 'Always 1: there is one process.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  examples: [{ expression: 'proc', gives: '1' }],
  bind: () => () => 1,
})

export const nbproc = defineFetch({
  name: 'nbproc',
  summary: 'Always 1: the number of processes that share the traffic.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  examples: [{ expression: 'nbproc', gives: '1' }],
  bind: () => () => 1,
})

export const thread = defineFetch({
  name: 'thread',
  summary: 'Gives the index of the thread, from 0.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return () => facts.thread
  },
})

export const tgroup = defineFetch({
  name: 'tgroup',
  summary: "Gives the index of the thread's group, from 0.",
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return () => facts.threadGroup
  },
})

export const stopping = defineFetch({
  name: 'stopping',
  summary: 'True while the process is stopping softly.',
  manual: '7.3.2',
  out: 'bool',
  source: 'process',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return () => facts.isStopping()
  },
})

export const uptime = defineFetch({
  name: 'uptime',
  summary: 'Gives the seconds since the process started.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  bind(_, binder) {
    const facts = binder.port(processPort)
    return (context) => Math.floor((context.clock.wallMs() - facts.startedAtMs) / 1000)
  },
})

/** There is one thread, so that it is its group and the process. */
export const cpuUsage = (
  [
    ['cpu_usage_thr', 'the thread'],
    ['cpu_usage_grp', "the thread's group"],
    ['cpu_usage_proc', 'the process'],
  ] as const
).map(([name, whose]) =>
  defineFetch({
    name,
    summary: `Gives how busy ${whose} was lately, in percent.`,
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [],
    bind(_, binder) {
      const facts = binder.port(processPort)
      return () => facts.busyPercent()
    },
  }),
)

export const quicEnabled = defineFetch({
  name: 'quic_enabled',
  summary: 'Always false: QUIC is not spoken.',
  manual: '7.3.2',
  out: 'bool',
  source: 'constant',
  params: [],
  examples: [{ expression: 'quic_enabled', gives: '0' }],
  bind: () => () => false,
})

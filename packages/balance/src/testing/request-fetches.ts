import { createRandom, type IpAddress, parseIpAddress, VirtualClock } from '@weir/base'
import { type Bundle, defineFetch, int, optional, type ProxyModel, type SampleContext, text } from '@weir/keyword'
import { createBinder, sampleBundle } from '@weir/sample'
import { buildBackend } from '../build-backend.ts'
import { balanceBundle } from '../bundle.ts'
import { type BalanceOptions, balanceOptions, type ServerOptions, serverLines, serverOptions } from '../options.ts'
import { readLines } from './read-lines.ts'

/** A request as the algorithms' fetches see it. */
export interface TestRequest {
  readonly src?: string
  readonly url?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly rdpCookies?: Readonly<Record<string, string>>
}

interface RequestContext extends SampleContext {
  readonly request: TestRequest
}

const requestOf = (context: SampleContext): TestRequest => (context as RequestContext).request
const parameter = (query: string | undefined, name: string): string | null =>
  new RegExp(`(?:^|[?&])${name}=([^&]*)`).exec(query ?? '')?.[1] ?? null

/** Stand-ins for the fetches of layers 4 and 7 that algorithms read a request through. */
const requestFetches: Bundle = {
  name: 'test-request',
  fetches: [
    defineFetch({
      name: 'src',
      summary: 'The client.',
      params: [],
      out: 'addr',
      source: 'client connection',
      bind:
        () =>
        (context): IpAddress | null =>
          parseIpAddress(requestOf(context).src ?? ''),
    }),
    defineFetch({
      name: 'url',
      summary: 'The target.',
      params: [],
      out: 'str',
      source: 'request',
      bind: () => (context) => requestOf(context).url ?? null,
    }),
    defineFetch({
      name: 'pathq',
      summary: 'The target from its path on.',
      params: [],
      out: 'str',
      source: 'request',
      bind: () => (context) => requestOf(context).url?.replace(/^https?:\/\/[^/]*/, '') ?? null,
    }),
    defineFetch({
      name: 'method',
      summary: 'The method.',
      params: [],
      out: 'meth',
      source: 'request',
      bind: () => (context) => requestOf(context).method ?? 'GET',
    }),
    defineFetch({
      name: 'req.hdr',
      summary: 'A value of a header.',
      params: [text('name'), optional(int('occurrence'))],
      out: 'str',
      source: 'request',
      bind:
        ([name, occurrence]) =>
        (context) =>
          requestOf(context).headers?.[name]?.split(',')[(occurrence ?? 1) - 1]?.trim() ?? null,
    }),
    defineFetch({
      name: 'url_param',
      summary: 'A parameter of the query.',
      params: [text('name')],
      out: 'str',
      source: 'request',
      bind:
        ([name]) =>
        (context) =>
          parameter(requestOf(context).url?.split('?')[1], name),
    }),
    defineFetch({
      name: 'req.body_param',
      summary: 'A parameter of the body.',
      params: [text('name')],
      out: 'str',
      source: 'request',
      bind:
        ([name]) =>
        (context) =>
          parameter(requestOf(context).body, name),
    }),
    defineFetch({
      name: 'req.rdp_cookie',
      summary: 'A cookie of RDP.',
      params: [optional(text('name'))],
      out: 'str',
      source: 'request',
      bind:
        ([name]) =>
        (context) =>
          requestOf(context).rdpCookies?.[name ?? 'mstshash'] ?? null,
    }),
  ],
}

export const algorithmBundles: readonly Bundle[] = [sampleBundle, requestFetches, balanceBundle]

/** What reading `lines` complains about. */
export const complaints = (lines: string): readonly string[] => readLines(algorithmBundles, lines).messages

/** A backend `be` of `lines`, with the names of the servers it chooses for a series of requests. */
export function chooseBy(lines: string): {
  readonly needsBody: boolean
  choose(...requests: readonly TestRequest[]): string
} {
  const { options, messages } = readLines(algorithmBundles, lines)
  if (messages.length > 0) throw new Error(messages.join('\n'))
  const clock = new VirtualClock()
  const random = createRandom(1)
  const proxy = { id: 2, name: 'be', guid: null, mode: 'http', options } as unknown as ProxyModel
  const backend = buildBackend(proxy, createBinder(), { clock, random }, { redispatches: false, defaultFullconn: 0 })
  return {
    needsBody: backend.algorithm.needsBody,
    choose(...requests) {
      return requests
        .map((request) => {
          const context: RequestContext = { clock, random, request }
          return backend.algorithm.choose(context, null)?.name ?? '?'
        })
        .join('')
    },
  }
}

/** Servers a, b, c … with the given weights. */
export const serversOf = (...weights: readonly number[]): string =>
  weights.map((weight, index) => `server ${'abcdefgh'[index]} 192.0.2.${index + 1}:80 weight ${weight}`).join('\n')

/** What the options of one server line mean, after the lines in front of it. Throws what they complain about. */
export function readServer(options: string, before = ''): ServerOptions {
  const { options: store, messages } = readLines(algorithmBundles, `${before}\nserver s 192.0.2.1:80 ${options}`.trim())
  if (messages.length > 0) throw new Error(messages.join('\n'))
  return store.get(serverLines).serverLines[0]!.options.get(serverOptions)
}

/** What a backend's lines say about balancing. Throws what they complain about. */
export function readBalance(lines: string): BalanceOptions {
  const { options, messages } = readLines(algorithmBundles, lines)
  if (messages.length > 0) throw new Error(messages.join('\n'))
  return options.get(balanceOptions)
}

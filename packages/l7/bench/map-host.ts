/**
 * What looking a request's host up in a map of 100,000 costs, and what each step leaves to the garbage collector:
 * `node --expose-gc packages/l7/bench/map-host.ts`.
 */
import { createVocabulary } from '@weir/keyword'
import {
  createBinder,
  createSampleContext,
  createSampleLanguage,
  PatternRegistry,
  Ports,
  patternsPort,
  sampleBundle,
} from '@weir/sample'
import { calibrate, measure, measureAllocation } from '../../sample/bench/measure.ts'
import { HeadParser } from '../src/h1/head-parser.ts'
import { l7Bundle } from '../src/index.ts'
import { Message } from '../src/message.ts'

const head = [
  'GET /index.html?a=b HTTP/1.1',
  'Host: Shop4711.Example.com:8443',
  'Connection: keep-alive',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'Accept-Language: en-GB,en;q=0.9',
  '',
  '',
].join('\r\n')
const hosts = Array.from({ length: 100_000 }, (_, number) => `shop${number}.example.com backend${number % 97}`).join(
  '\n',
)

const readFile = (path: string) => (path === 'hosts' ? { text: hosts } : { error: 'no such file' })
const registry = new PatternRegistry({ readFile: () => hosts })
const language = createSampleLanguage({
  vocabulary: createVocabulary([sampleBundle, l7Bundle]),
  binder: createBinder({ ports: new Ports().provide(patternsPort, registry) }),
  readFile,
})

const request = new Message()
const bytes = Buffer.from(head, 'latin1')
new HeadParser().parseRequest(bytes, 0, bytes.length, request)
const context = { ...createSampleContext(), transaction: { request, response: null } } as never

calibrate()
for (const text of [
  'req.hdr(host)',
  'req.hdr(host),lower',
  'req.hdr(host),lower,field(1,:)',
  'req.hdr(host),lower,field(1,:),map_str(hosts)',
  'req.hdr(host),field(1,:),lower,map_str(hosts)',
  'req.hdr(host),host_only,lower,map_str(hosts,none)',
  'path,map_beg(hosts,none)',
]) {
  const evaluate = language.binder.expression(language.parseExpression(text), 'str')
  measure(text, () => evaluate(context))
  measureAllocation(text, () => evaluate(context))
}
for (const text of [
  'if { hdr(host) -i shop4711.example.com:8443 }',
  'if { req.hdr(user-agent) -m sub Chrome }',
  'if { req.hdr_cnt(host) gt 0 }',
  'if { path_beg /static }',
  'if { path_reg ^/index }',
]) {
  const test = language.binder.condition(language.parseCondition(text))!
  measure(text, () => test(context))
  measureAllocation(text, () => test(context))
}

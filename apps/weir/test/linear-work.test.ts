import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'

const numbered = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

const defaults = 'defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\n'

/** What a configuration may have many of. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  servers: (count) =>
    `${defaults}backend b\n${numbered(count, (index) => ` server s${index} 10.0.${index >> 8}.${index & 255}:80 check weight 1`)}\n`,
  'servers of one name': (count) => `${defaults}backend b\n${numbered(count, () => ` server s 10.0.0.1:80`)}\n`,
  'ids and GUIDs of servers': (count) =>
    `${defaults}backend b\n${numbered(count, (index) => ` server s${index} 10.0.0.1:80 id 5 guid x`)}\n`,
  'servers that track one': (count) =>
    `${defaults}backend b\n server t 10.0.0.1:80 check\n${numbered(count, (index) => ` server s${index} 10.0.0.1:80 track t`)}\n`,
  'servers that track each other': (count) =>
    `${defaults}backend b\n server s0 10.0.0.1:80 check\n${numbered(count, (index) => ` server s${index + 1} 10.0.0.1:80 track s${index}`)}\n`,
  backends: (count) => `${defaults}${numbered(count, (index) => `backend b${index}\n server s 10.0.0.1:80`)}\n`,
  frontends: (count) =>
    `${defaults}${numbered(count, (index) => `frontend b${index}\n bind :${index + 1}\n log 127.0.0.1 local0`)}\n`,
  listeners: (count) => `${defaults}frontend f\n${numbered(count, (index) => ` bind :${index + 1}`)}\n`,
  ACLs: (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` acl a${index} path /x`)}\n${numbered(count, (index) => ` http-request deny if a${index}`)}\n`,
  'patterns of an ACL': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` acl a path_beg /x${index}`)}\n http-request deny if a\n`,
  'unknown words': (count) => `frontend f\n bind :1\n${numbered(count, (index) => ` timeot${index} client`)}\n`,
  'unknown fetches': (count) =>
    `frontend f\n bind :1\n${numbered(count, (index) => ` http-request set-header x %[pathh${index}]`)}\n`,
  'stick tables': (count) =>
    `${defaults}${numbered(count, (index) => `backend b${index}\n stick-table type ip size 10 store gpc0\n http-request track-sc0 src table b${count - index - 1}`)}\n`,
  'stick rules': (count) =>
    `${defaults}backend b\n stick-table type ip size 10\n${numbered(count, () => ` stick on src`)}\n`,
  rules: (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, () => ` http-request set-header x %[src] if { path /x }`)}\n`,
  'rules of checks': (count) =>
    `${defaults}backend b\n option httpchk\n${numbered(count, () => ` http-check send uri /`)}\n${numbered(count, () => ` http-check expect status 200`)}\n server s 10.0.0.1:80 check\n`,
  users: (count) =>
    `userlist u\n${numbered(count, (index) => ` user u${index} insecure-password x groups g`)}\n group g\n`,
  groups: (count) =>
    `userlist u\n${numbered(count, (index) => ` group g${index} users u${index}`)}\n${numbered(count, (index) => ` user u${index} insecure-password x`)}\n`,
  captures: (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` capture request header h${index} len 3`)}\n`,
  filters: (count) => `${defaults}frontend f\n bind :1\n${numbered(count, () => ` filter compression`)}\n`,
  'error locations': (count) => `${defaults}backend f\n${numbered(count, () => ` errorloc 503 /x`)}\n`,
  'switching rules': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` use_backend b${index} if { path /x }`)}\n${numbered(count, (index) => `backend b${index}\n server s 1.1.1.1:1`)}\n`,
  'log lines': (count) => `${defaults}frontend f\n bind :1\n${numbered(count, () => ` log 127.0.0.1 local0`)}\n`,
  'named defaults': (count) =>
    `${numbered(count, (index) => `defaults d${index}\n timeout client 1s\nfrontend f${index} from d${index}\n bind :${index + 1}`)}\n`,
  'use-server rules': (count) =>
    `${defaults}backend b\n${numbered(count, (index) => ` server s${index} 1.1.1.1:1`)}\n${numbered(count, (index) => ` use-server s${index} if { path /x }`)}\n`,
  resolvers: (count) => `${numbered(count, (index) => `resolvers r${index}\n nameserver n 127.0.0.1:53`)}\n`,
  peers: (count) => `peers p\n${numbered(count, (index) => ` peer p${index} 127.0.0.1:${index + 1}`)}\n`,
  variables: (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` http-request set-var(txn.v${index}) int(1)`)}\n`,
  'ACLs in expressions': (count) =>
    `${defaults}frontend f\n bind :1\n${numbered(count, (index) => ` acl a${index} path /x`)}\n${numbered(count, (index) => ` http-request set-var(txn.x) bool(1),when(acl,a${index})`)}\n`,
  'a long regular expression': (count) =>
    `${defaults}frontend f\n bind :1\n acl a path_reg ${'(a|b)'.repeat(count)}\n http-request deny if a\n`,
  'sections global': (count) => `${defaults}${numbered(count, () => `global\n maxconn 5`)}\n`,
}

// Optimized code no longer counts its calls.
for (const flag of ['--no-turbofan', '--no-maglev']) setFlagsFromString(flag)

/** How often functions, branches and loops of the sources run while a text is read and checked, as the engine counts. */
function work(text: string): number {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  parseConfig({ files: [{ name: 'f', text }], vocabulary: standardVocabulary })
  let steps = 0
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    for (const { url, functions } of result) {
      if (!url.includes('/src/')) continue
      for (const { ranges } of functions) for (const { count } of ranges) steps += count
    }
  })
  session.disconnect()
  return steps
}

test.each(Object.entries(texts))('reading and checking many %s takes work in proportion', (_name, make) => {
  work(make(1))
  const [once, twice, fourfold] = [work(make(150)), work(make(300)), work(make(600))] as const
  // Four times would be work that grows with the square.
  expect(once).toBeGreaterThan(1000)
  expect(fourfold - twice, `${once}, ${twice}, ${fourfold}`).toBeLessThan(2.3 * (twice - once))
})

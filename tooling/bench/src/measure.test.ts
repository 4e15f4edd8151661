import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runScenario } from './measure.ts'
import { scenarios } from './scenarios.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'weir-measure-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** A load generator that asks once and reports as wrk does; it fails on its nth call. */
function loadGenerator(failsOn: number): string {
  const path = join(directory, 'wrk')
  writeFileSync(
    path,
    `#!/bin/sh
echo . >>${directory}/calls
[ "$(wc -l <${directory}/calls)" -eq ${failsOn} ] && echo 'unable to connect' && exit 0
printf '  Latency Distribution\\n     50%%    1.00ms\\n     99%%    2.00ms\\n  100 requests in 1.00s, 1MB read\\nRequests/sec:  100.00\\n'
`,
  )
  chmodSync(path, 0o755)
  return path
}

async function run(failsOn: number) {
  const server = createServer((_request, response) => response.end('x'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const said: string[] = []
  const { port } = server.address() as AddressInfo
  const bench = {
    wrk: loadGenerator(failsOn),
    originPort: port,
    directory,
    rounds: 3,
    seconds: 1,
    cores: null,
    say: (line: string) => said.push(line),
  }
  try {
    return { said, result: await runScenario(bench, scenarios[0]!) }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const loaded = ['HAProxy', 'nginx', 'Caddy', 'undici', 'http-proxy']

test('every proxy that starts is measured, and every other one is skipped with its reason', async () => {
  const { result } = await run(0)
  const names = result.measurements.map(({ contender }) => contender)
  expect(names).toEqual(expect.arrayContaining(['undici', 'http-proxy']))
  expect(result.measurements.every(({ requestsPerSecond, p99Ms }) => requestsPerSecond === 100 && p99Ms === 2)).toBe(
    true,
  )
  for (const name of loaded) {
    expect(names.includes(name) !== result.skipped.some(({ contender }) => contender === name)).toBe(true)
  }
})

test('a proxy that fails under load is skipped, and the others go on', async () => {
  const { said, result } = await run(2)
  expect(result.skipped).toContainEqual({ contender: expect.any(String), reason: 'wrk said: unable to connect' })
  expect(said.filter((line) => line.includes('unable to connect'))).toHaveLength(1)
  expect(result.measurements.length).toBeGreaterThan(0)
})

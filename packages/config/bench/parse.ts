/** Reads a configuration of 10,000 lines and 1,000 backends, then one ten times as long: `node bench/parse.ts`. */
import { parseConfig } from '../src/index.ts'
import { vocabulary } from '../src/testing.ts'

function makeText(backends: number): string {
  const lines = [
    'defaults',
    '  mode http',
    '  timeout client 30s',
    '  timeout connect 5s',
    '  timeout server 30s',
    'frontend web',
    '  bind :80',
  ]
  for (let index = 0; index < backends; index++) {
    lines.push(
      `  acl host${index} hdr(host),lower -m end ${index}.example.com`,
      `  use_backend be${index} if host${index} or { path_beg /${index} }`,
    )
  }
  for (let index = 0; index < backends; index++) {
    lines.push(
      `backend be${index} # number ${index}`,
      '  option redispatch',
      '  http-request set-header X-Path "%[path,lower] of %{+Q}b"',
      '  http-request deny status 403 if !{ src 10.0.0.0/8 192.168.0.0/16 } { path_beg /admin }',
    )
    for (let server = 0; server < 4; server++)
      lines.push(`  server s${server} 10.0.${index >> 8}.${index & 255}:80${server} check weight ${server + 1}`)
  }
  return `${lines.join('\n')}\n`
}

/** Time of the processor, which other processes do not add to, in milliseconds. */
function measure(text: string): { readonly ms: number; readonly isValid: boolean } {
  const start = process.cpuUsage()
  const { isValid } = parseConfig({ files: [{ name: 'bench.cfg', text }], vocabulary })
  const { user, system } = process.cpuUsage(start)
  return { ms: (user + system) / 1000, isValid }
}

for (const backends of [1000, 10_000]) {
  const text = makeText(backends)
  const runs = Array.from({ length: 7 }, () => measure(text))
  if (!runs.every((run) => run.isValid)) throw new Error('the configuration of the bench was refused')
  const times = runs.map((run) => run.ms).sort((a, b) => a - b)
  const lines = text.split('\n').length - 1
  const median = times[3]!
  const first = runs[0]!.ms.toFixed(1)
  console.log(
    `${lines} lines, ${backends} backends: ${first} ms at first, median ${median.toFixed(1)} ms, ${((median * 1000) / lines).toFixed(2)} µs a line`,
  )
}

/**
 * Evaluates sample expressions with a real HAProxy: every case becomes one `set-var` rule behind a path of its own, and
 * the variable is answered as hexadecimal text, so that no byte is lost on the way.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One expression, as it stands after the first level of quoting. */
export interface OracleCase {
  readonly expression: string
  /** `http-request` rules that run before, without their condition: `set-var(txn.x) int(5)`. */
  readonly setup?: readonly string[]
  /** More operands of the rule's condition, such as `{ str(a) -m str a b }`: without a match there is no sample. */
  readonly condition?: string
  /** Files that the expression or the condition names, by the name it uses. */
  readonly files?: Readonly<Record<string, string>>
}

/** `gives` is the result as a byte string, null for no sample; `error` is what the parser said. */
export type OracleResult = { readonly gives: string | null } | { readonly error: string }

export const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/** A configuration, and which case each of its lines belongs to. */
interface Rendered {
  readonly text: string
  readonly lineOwners: ReadonlyMap<number, number>
}

/** An answer, or why the configuration's lines of a case were refused. */
type RawResult = { readonly status: string; readonly body: string } | { readonly error: string }

/** Runs HAProxy once for all cases. `binary` is the program, `globals` goes into its `global` section. */
export async function askHaproxy(
  cases: readonly OracleCase[],
  { binary = 'haproxy', globals = [] as readonly string[] } = {},
): Promise<OracleResult[]> {
  const results = await askEach(
    cases.length,
    (results, directory, socket) => render(cases, results, directory, socket, globals),
    binary,
  )
  return results.map((result) => {
    if ('error' in result) return result
    return { gives: result.status === '200' ? Buffer.from(result.body, 'hex').toString('latin1') : null }
  })
}

/** Asks for the path `/<case>` of each case whose lines are not refused. `renderText` leaves out cases with a result. */
export async function askEach(
  count: number,
  renderText: (results: readonly (RawResult | null)[], directory: string, socket: string) => Rendered,
  binary: string,
): Promise<RawResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'oracle-'))
  const results: (RawResult | null)[] = Array.from({ length: count }, () => null)
  try {
    const socket = join(directory, 's')
    const path = join(directory, 'c.cfg')
    for (let attempt = 0; attempt <= count; attempt++) {
      const { text, lineOwners } = renderText(results, directory, socket)
      writeFileSync(path, text, 'latin1')
      const check = spawnSync(binary, ['-c', '-f', path], { encoding: 'latin1', cwd: directory })
      let progressed = false
      for (const match of check.stderr.matchAll(/parsing \[[^\]]*:(\d+)\] ?:? ?(.*)/g)) {
        const owner = lineOwners.get(Number(match[1]))
        if (owner === undefined || results[owner] !== null) continue
        results[owner] = {
          error: match[2]!
            .trim()
            .replaceAll(`${directory}/`, '')
            .replace(/'\d+-MAP'/, "'MAP'"),
        }
        progressed = true
      }
      if (check.status === 0) break
      if (!progressed) throw new Error(`haproxy refuses the whole configuration: ${check.stderr}`)
    }
    const child = spawn(binary, ['-db', '-f', path], {
      stdio: 'ignore',
      cwd: directory,
      env: { ...process.env, TZ: 'UTC' },
    })
    try {
      await ask(socket, results)
    } finally {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await new Promise((resolve) => child.once('exit', resolve))
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  return results as RawResult[]
}

function render(
  cases: readonly OracleCase[],
  results: readonly (RawResult | null)[],
  directory: string,
  socket: string,
  globals: readonly string[],
): Rendered {
  const lineOwners = new Map<number, number>()
  const lines = ['global', ' nbthread 1', ...globals.map((line) => ` ${line}`)]
  lines.push('defaults', ' mode http', ' timeout client 60s', ' timeout server 60s', ' timeout connect 5s')
  lines.push('frontend f', ` bind unix@${socket}`)
  for (const [index, { expression, setup = [], condition = '', files = {} }] of cases.entries()) {
    if (results[index] !== null) continue
    let text = expression
    let operands = condition
    for (const [name, content] of Object.entries(files)) {
      const place = join(directory, `${index}-${name}`)
      writeFileSync(place, content, 'latin1')
      text = text.replaceAll(name, place)
      operands = operands.replaceAll(name, place)
    }
    for (const rule of setup) {
      lines.push(` http-request ${rule} if { path /${index} }`)
      lineOwners.set(lines.length, index)
    }
    lines.push(` http-request set-var(txn.oracle_result) ${quote(text)} if { path /${index} } ${operands}`)
    lineOwners.set(lines.length, index)
  }
  lines.push(
    ' http-request return status 200 content-type text/plain lf-string "%[var(txn.oracle_result),concat(\\"\\"),hex]" if { var(txn.oracle_result) -m found }',
    ' http-request return status 404',
    '',
  )
  return { text: lines.join('\n'), lineOwners }
}

async function ask(socketPath: string, results: (RawResult | null)[]): Promise<void> {
  const pending = results.flatMap((result, index) => (result === null ? [index] : []))
  const dial = async (): Promise<import('node:net').Socket> => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const socket = connect(socketPath)
      const opened = await new Promise<boolean>((resolve) => {
        socket.once('connect', () => resolve(true))
        socket.once('error', () => resolve(false))
      })
      if (opened) return socket
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('haproxy does not listen')
  }
  const socket = await dial()
  let buffer = ''
  let wake = (): void => {}
  let isClosed = false
  socket.on('close', () => {
    isClosed = true
    wake()
  })
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1')
    wake()
  })
  for (const index of pending) {
    socket.write(`GET /${index} HTTP/1.1\r\nHost: oracle\r\n\r\n`)
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n')
      const length = end < 0 ? null : /\r\ncontent-length: (\d+)/i.exec(buffer.slice(0, end + 2))
      if (length && buffer.length >= end + 4 + Number(length[1])) {
        const body = buffer.slice(end + 4, end + 4 + Number(length[1]))
        const status = buffer.slice(9, 12)
        buffer = buffer.slice(end + 4 + Number(length[1]))
        results[index] = { status, body }
        break
      }
      if (isClosed) throw new Error(`haproxy closed the connection at case ${index}`)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  socket.destroy()
}

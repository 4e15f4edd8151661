/**
 * Asks HAProxy how it reads the language's corners, and writes it beside: `node record.ts [program]`.
 *
 * Words of a line are what a `program` of HAProxy is started with; the rest is what a check says.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conditionCases, environment, fileCases, lineCases } from './cases.ts'

/** The words of a line, or what is wrong with it. */
export type RecordedLine = { readonly words: readonly string[] } | { readonly error: string }

/** One message about the line of a file; `line` is null for what HAProxy says of no line. */
export interface RecordedMessage {
  readonly severity: 'notice' | 'warning' | 'alert' | 'diag'
  readonly file: string | null
  readonly line: number | null
  readonly text: string
}

/** As `-cc` has it: whether it holds, or why it has no sense. */
export type RecordedCondition = { readonly holds: boolean } | { readonly error: string }

export interface Recorded {
  readonly lines: Readonly<Record<string, RecordedLine>>
  readonly files: Readonly<Record<string, readonly RecordedMessage[]>>
  readonly conditions: Readonly<Record<string, RecordedCondition>>
}

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const folder = mkdtempSync(join(tmpdir(), 'language-'))
const options = { encoding: 'latin1', env: { ...environment } } as const
/** What every run says of itself, and what sums up others. */
const noise = /^(haproxy version is|path to executable is|Error\(s\) found in|Fatal errors found in|Loading success)/

function parseMessages(stderr: string): RecordedMessage[] {
  const messages: RecordedMessage[] = []
  for (const block of stderr.split(/^(?=\[(?:NOTICE|WARNING|ALERT|DIAG)\])/m)) {
    const [, level, text] = /^\[(\w+)\] +\(\d+\) : (?:config : )?([\s\S]*?)\n?$/.exec(block) ?? []
    if (level === undefined || text === undefined || noise.test(text)) continue
    const plain = text.replaceAll(`${folder}/`, '')
    const [, file, line, rest] = /^parsing \[([^\]]*?):(\d+)\] *: *([\s\S]*)$/.exec(plain) ?? []
    messages.push({
      severity: level.toLowerCase() as RecordedMessage['severity'],
      file: file ?? null,
      line: line === undefined ? null : Number(line),
      text: (rest ?? plain).slice(0, 160),
    })
  }
  return messages
}

function check(paths: readonly string[]): RecordedMessage[] {
  const { stderr } = spawnSync(program, ['-dD', '-c', ...paths.flatMap((path) => ['-f', path])], options)
  return parseMessages(stderr)
}

/** Starts HAProxy with a program for every line that it can read, and lets each write down its arguments. */
async function recordLines(): Promise<Record<string, RecordedLine>> {
  const results: Record<string, RecordedLine> = {}
  const script = join(folder, 'arguments')
  writeFileSync(
    script,
    `#!/bin/sh\nindex="$1"; shift\nfor word in "$@"; do printf '%s\\0' "$word"; done > "${folder}/$index.part"\n/bin/mv "${folder}/$index.part" "${folder}/$index.words"\nexec /bin/sleep 60\n`,
  )
  chmodSync(script, 0o755)
  const path = join(folder, 'lines.cfg')
  const parts = [
    `global\n insecure-fork-wanted\ndefaults\n timeout client 1s\nfrontend f\n bind unix@${join(folder, 'socket')}\n`,
  ]
  const asked: number[] = []
  for (const [index, line] of lineCases.entries()) {
    const text = `program p${index}\n command ${script} ${index} ${line}\n`
    writeFileSync(path, text, 'latin1')
    const problem = check([path]).find((message) => message.severity === 'alert' && message.line === 2)
    if (problem !== undefined) results[line] = { error: problem.text.split('\n')[0]! }
    else {
      parts.push(text)
      asked.push(index)
    }
  }
  writeFileSync(path, parts.join(''), 'latin1')
  const daemon = spawn(program, ['-W', '-db', '-f', path], { env: options.env, stdio: 'ignore' })
  const target = (index: number): string => join(folder, `${index}.words`)
  for (let wait = 0; wait < 100 && !asked.every((index) => existsSync(target(index))); wait++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  daemon.kill('SIGTERM')
  await once(daemon, 'exit')
  for (const index of asked)
    results[lineCases[index]!] = { words: readFileSync(target(index), 'latin1').split('\0').slice(0, -1) }
  return results
}

function recordFiles(): Record<string, RecordedMessage[]> {
  const results: Record<string, RecordedMessage[]> = {}
  const place = join(folder, 'files')
  for (const { name, files } of fileCases) {
    mkdirSync(place)
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text, 'latin1')
    // A directory is read in the order of its names.
    results[name] = check([place]).map((message) => ({
      ...message,
      file: message.file?.replace('files/', '') ?? null,
      text: message.text.replaceAll('files/', ''),
    }))
    rmSync(place, { recursive: true })
  }
  return results
}

function recordConditions(): Record<string, RecordedCondition> {
  const results: Record<string, RecordedCondition> = {}
  for (const condition of conditionCases) {
    const { status, stderr } = spawnSync(program, ['-cc', condition], options)
    const error = parseMessages(stderr)
      .find((message) => message.severity === 'alert')
      ?.text.split('\n')[0]
    results[condition] = status === 0 || status === 1 ? { holds: status === 0 } : { error: error ?? '' }
  }
  return results
}

const recorded: Recorded = { lines: await recordLines(), files: recordFiles(), conditions: recordConditions() }
rmSync(folder, { recursive: true })
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`)

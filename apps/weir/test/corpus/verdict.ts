import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Diagnostic } from '@weir/base'
import { createRandom, parseIpAddress, VirtualClock } from '@weir/base'
import { type ConfigFiles, createEnvironment, parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary } from '@weir/standard'
import { features } from '../../src/features.ts'
import { withoutPlace } from './files.ts'

/** What HAProxy's `-c` said about a configuration. */
export interface RecordedVerdict {
  /** 0 good, 1 refused, 2 good but without a listener, which 3.5 calls good. */
  readonly exit: number
  /** The lines that alerts name, in order; 0 stands for alerts without a line. */
  readonly lines: readonly number[]
  /** True when lines were refused, so that the whole was not looked at. */
  readonly stopsAtLines: boolean
  /** True when HAProxy read nothing behind the last line it refused: a bad line at the end was not seen. */
  readonly gaveUp: boolean
  /** True when a mistake in the whole ended HAProxy's look at it: what is wrong with later proxies was not seen. */
  readonly endsEarly: boolean
  /** The first alert of each of `lines`. */
  readonly texts: readonly string[]
  /** Line and text of each warning; 0 stands for one without a line. */
  readonly warnings: readonly (readonly [line: number, text: string])[]
}

/** What Weir says about it; `failure` is set when something threw. */
export interface OwnVerdict {
  readonly alerts: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
  /** Lines of servers whose names stay unknown. */
  readonly unresolved: readonly string[]
  readonly failure: string | null
}

/** Asks about a file, and once more about the same with a bad line at its end where that shows how far HAProxy read. */
export function askHaproxy(program: string, path: string): RecordedVerdict {
  const { status, stderr } = ask(program, path)
  const alerts: { line: number; text: string }[] = []
  const warnings: [number, string][] = []
  for (const [, level, text = ''] of stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config ?: )*(.*)$/gm)) {
    if (/^(Error\(s\) found in|Fatal errors found in|Failed to initialize server)/.test(text)) continue
    const plain = withoutPlace(text).replaceAll(path, 'C')
    const line = Number(/\[C:(\d+)\]/.exec(plain)?.[1] ?? 0)
    // HAProxy 2.6 prints some warnings without a text, besides those that say what is wrong.
    if (/^parsing \[C:\d+\] : \(null\)$/.test(plain)) continue
    // A section can end without a word of why.
    if (/^Could not open configuration file .* : Success$/.test(plain)) continue
    // Where the check passes all the same, an alert is no more than a warning; and so it is next to others.
    if (status === 1 && isAlert(level!, plain)) alerts.push({ line, text: plain.slice(0, 160) })
    else warnings.push([line, plain.slice(0, 160)])
  }
  const lines = [...new Set(alerts.map(({ line }) => line))]
  const stopsAtLines = /^\[ALERT\].*(Error\(s\) found in|Could not open) configuration file/m.test(stderr)
  return {
    exit: status ?? -1,
    lines,
    stopsAtLines,
    gaveUp: stopsAtLines && !sees(program, path, 'line-at-the-end', 'line-at-the-end'),
    endsEarly: status === 1 && !stopsAtLines && !sees(program, path, proxyAtTheEnd, "'proxy-at-the-end' has no 'bind'"),
    texts: lines.map((line) => alerts.find((alert) => alert.line === line)!.text),
    warnings,
  }
}

/** Whether a message of HAProxy is why it refuses, and not what it happens to be called. */
export function isAlert(level: string, text: string): boolean {
  return level === 'ALERT' ? !harmless.test(text) : refusing.test(text)
}

/** Alerts that do not make HAProxy refuse. */
const harmless =
  /'layer7' can only be used in http proxies|already specified\. Continuing|please use the 'bind' keyword for listening/

/** Warnings that make HAProxy refuse. */
const refusing =
  /ignoring new size '\d+' that is smaller|must not be greater than 4095$|: [a-z-]+ wrong value '|'max-(object-size|secondary-entries)' expects/

function ask(program: string, path: string): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(program, ['-c', '-f', path], { encoding: 'latin1', env: {} })
}

/** A proxy that gives a warning once the whole is looked at. */
const proxyAtTheEnd = 'frontend proxy-at-the-end\n    mode tcp\n    timeout client 1m'

/** Whether HAProxy says `message` when the file ends in `lines`. */
function sees(program: string, path: string, lines: string, message: string): boolean {
  const longer = `${path}.longer`
  writeFileSync(longer, `${readFileSync(path, 'latin1')}\n${lines}\n`, 'latin1')
  try {
    return ask(program, longer).stderr.includes(message)
  } finally {
    rmSync(longer)
  }
}

const configFiles: ConfigFiles = {
  read(path: string) {
    try {
      return { text: readFileSync(path, 'latin1') }
    } catch {
      return { error: 'No such file or directory' }
    }
  },
  list(path: string) {
    try {
      return { names: readdirSync(path) }
    } catch {
      return { error: 'No such file or directory' }
    }
  },
}

/** A warning of a load balancer that is being put together. */
function readMessage(text: string): Diagnostic {
  const [, line, message] = /\[C:(\d+)\] : (.*)/.exec(text) ?? ['', '0', text]
  const span = { file: 'C', line: Number(line), column: 0, length: 0 }
  return { code: 'proxy/start', severity: 'warning', message: message!, span, stage: 'model' }
}

/**
 * Reads a configuration and, when nothing is wrong with it, puts the load balancer together on a network in memory, where
 * no name but `localhost` is known: what `-c` accepts may not throw there.
 */
export async function askWeir(text: string, hostName: string, files = configFiles): Promise<OwnVerdict> {
  const environment = createEnvironment({})
  const { model, diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    environment,
    features,
    configFiles: files,
    host: { name: hostName, localPeer: null, isSocket: () => false },
  })
  const alerts = diagnostics.filter(({ severity }) => severity === 'alert')
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning')
  if (alerts.length > 0) return { alerts, warnings, unresolved: [], failure: null }
  try {
    const clock = new VirtualClock()
    const balancer = createLoadBalancer({
      model,
      vocabulary: standardVocabulary,
      clock,
      random: createRandom(1),
      network: new MemoryNetwork(clock),
      lookup: async (host, family) =>
        host.toLowerCase() === 'localhost' && family !== 6 ? parseIpAddress('127.0.0.1') : null,
      onMessage: (severity, text) => {
        // Targets of logs are looked for when the process starts.
        if (severity === 'warning' && !text.startsWith('log target')) warnings.push(readMessage(text))
      },
    })
    const unresolved = await balancer.assembly.resolveNames()
    balancer.stop()
    return { alerts, warnings, unresolved, failure: null }
  } catch (error) {
    return {
      alerts,
      warnings,
      unresolved: [],
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

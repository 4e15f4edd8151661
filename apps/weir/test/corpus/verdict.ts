import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Diagnostic } from '@weir/base'
import { createRandom, parseIpAddress, VirtualClock } from '@weir/base'
import { createEnvironment, parseConfig } from '@weir/config'
import { MemoryNetwork } from '@weir/l4'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary } from '@weir/standard'
import { features } from '../../src/features.ts'

/** What HAProxy's `-c` said about a configuration. */
export interface RecordedVerdict {
  /** 0 good, 1 refused, 2 good but without a listener, which 3.5 calls good. */
  readonly exit: number
  /** The lines that alerts name, in order; 0 stands for alerts without a line. */
  readonly lines: readonly number[]
  /** The first alert. */
  readonly text: string
}

/** What Weir says about it; `failure` is set when something threw. */
export interface OwnVerdict {
  readonly alerts: readonly Diagnostic[]
  /** Lines of servers whose names stay unknown. */
  readonly unresolved: readonly string[]
  readonly failure: string | null
}

export function askHaproxy(program: string, path: string): RecordedVerdict {
  const { status, stderr } = spawnSync(program, ['-c', '-f', path], { encoding: 'latin1', env: {} })
  const alerts: { line: number; text: string }[] = []
  for (const [, text = ''] of stderr.matchAll(/^\[ALERT\] +\(\d+\) : (?:config : )?(.*)$/gm)) {
    if (/^(Error\(s\) found in|Fatal errors found in|Failed to initialize server)/.test(text)) continue
    const plain = text.replaceAll(path, 'C')
    alerts.push({ line: Number(/\[C:(\d+)\]/.exec(plain)?.[1] ?? 0), text: plain.slice(0, 160) })
  }
  return {
    exit: status ?? -1,
    lines: [...new Set(alerts.map(({ line }) => line))],
    text: alerts[0]?.text ?? '',
  }
}

const configFiles = {
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

/**
 * Reads a configuration and, when nothing is wrong with it, puts the load balancer together on a network in memory, where
 * short forms of addresses are known and no name is: what `-c` accepts may not throw there.
 */
export async function askWeir(text: string): Promise<OwnVerdict> {
  const environment = createEnvironment({})
  const { model, diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    environment,
    features,
    configFiles,
  })
  const alerts = diagnostics.filter(({ severity }) => severity === 'alert')
  if (alerts.length > 0) return { alerts, unresolved: [], failure: null }
  try {
    const clock = new VirtualClock()
    const balancer = createLoadBalancer({
      model,
      vocabulary: standardVocabulary,
      clock,
      random: createRandom(1),
      network: new MemoryNetwork(clock),
      lookup: async (host) => (/^[0-9.]+$/.test(host) ? parseIpAddress('127.0.0.1') : null),
    })
    const unresolved = await balancer.assembly.resolveNames()
    balancer.stop()
    return { alerts, unresolved, failure: null }
  } catch (error) {
    return { alerts, unresolved: [], failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

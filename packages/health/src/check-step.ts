import { type Verdict, verdicts } from '@weir/keyword'
import type { CheckWay } from './check-connection.ts'
import type { CheckRun } from './check-run.ts'
import type { CheckStatus } from './check-status.ts'

/** One step of a check. */
export interface CheckStep {
  /** Position among the steps that the configuration spells out, from 1; 0 for implied ones. */
  readonly number: number
  /** For messages: `connect`, `expect string '+PONG'`. */
  readonly label: string
  readonly comment: string | null
  /** What running out of time here means. */
  readonly timeoutStatus: CheckStatus
  run(run: CheckRun): Verdict
}

/** A bound check. */
export interface CheckScript {
  readonly steps: readonly CheckStep[]
  /** The result when every step has passed and none of them said otherwise. */
  readonly success: { readonly status: CheckStatus; readonly code: number; readonly info: string | null }
  /** Adds where the script stood to a message; null when there is nothing to say. */
  locate(run: CheckRun, message: string): string | null
  decode(bytes: Uint8Array): string
  /** `http-check disable-on-404`. */
  readonly disablesOn404: boolean
  /** Its steps speak HTTP/1, whatever else might be agreed on with ALPN. */
  readonly speaksHttp: boolean
  /** The host that its first request names, without the port; null when there is none. */
  readonly hostOf: ((run: CheckRun) => string | null) | null
}

/** Latin-1, byte by byte. */
export function decodeBytes(bytes: Uint8Array): string {
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += 4096) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + 4096))
  }
  return text
}

export function encodeBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

interface StepSettings {
  readonly number?: number
  readonly label?: string
  readonly comment?: string | null
  readonly timeoutStatus?: CheckStatus
}

export function createStep(run: CheckStep['run'], settings: StepSettings = {}): CheckStep {
  return {
    number: settings.number ?? 0,
    label: settings.label ?? '',
    comment: settings.comment ?? null,
    timeoutStatus: settings.timeoutStatus ?? 'L7TOUT',
    run,
  }
}

/** Connects to the server, as every check starts; in the way that the server's line says unless another is given. */
export function connectStep(way: CheckWay | null = null): CheckStep {
  return createStep((run) => connectOnce(run, () => run.connect(run.surroundings.address, way)), {
    label: 'connect',
    timeoutStatus: 'L4TOUT',
  })
}

/** Calls `connect` once, then waits for the connection. */
export function connectOnce(run: CheckRun, connect: () => Verdict): Verdict {
  if (run.begin()) return connect()
  return run.isConnected ? verdicts.proceed : verdicts.wait
}

/** Sends fixed or computed bytes. */
export function sendStep(bytes: Uint8Array | ((run: CheckRun) => Uint8Array), settings: StepSettings = {}): CheckStep {
  return createStep((run) => run.send(typeof bytes === 'function' ? bytes(run) : bytes), { label: 'send', ...settings })
}

/** Scripts of built-in kinds say nothing about their steps. */
export function createScript(
  steps: readonly CheckStep[],
  success: Partial<CheckScript['success']> & { readonly status: CheckStatus },
): CheckScript {
  return {
    steps,
    success: { code: 0, info: null, ...success },
    locate: (_run, message) => (message === '' ? null : message),
    decode: decodeBytes,
    disablesOn404: false,
    speaksHttp: false,
    hostOf: null,
  }
}

/** Shows unprintable bytes of an answer as dots, and ends at the first line break. */
export function printable(text: string): string {
  const line = /^[^\r\n]*/.exec(text)![0]
  return line.replace(/[^\x20-\x7e]/g, '.').slice(0, 512)
}

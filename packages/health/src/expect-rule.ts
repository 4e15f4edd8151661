import {
  type ArgumentReader,
  type Binder,
  type ExpressionNode,
  FAILED,
  type Failed,
  type LogFormatNode,
  parseInteger,
} from '@weir/keyword'
import type { CheckRun } from './check-run.ts'
import type { CheckStatus } from './check-status.ts'

/** What `tcp-check expect` and `http-check expect` have in common, in front of the match. */
export interface ExpectSettings {
  readonly comment: string | null
  /** -1: keep reading until it matches or the answer is over. */
  readonly minimumBytes: number
  readonly okStatus: CheckStatus | null
  readonly errorStatus: CheckStatus | null
  readonly timeoutStatus: CheckStatus
  readonly onSuccess: LogFormatNode | null
  readonly onError: LogFormatNode | null
  readonly statusCode: ExpressionNode | null
  readonly isNegated: boolean
  /** The word of the match, such as `string`. */
  readonly match: string
}

const statuses = {
  'ok-status': ['L7OK', 'L7OKC', 'L6OK', 'L4OK'],
  'error-status': ['L7OKC', 'L7RSP', 'L7STS', 'L6RSP', 'L4CON'],
  'tout-status': ['L7TOUT', 'L6TOUT', 'L4TOUT'],
} as const

/** Reads settings, `!` and the word of the match; `matches` are the legal ones. */
export function readExpect(reader: ArgumentReader, matches: readonly string[]): MutableSettings | Failed {
  const settings: MutableSettings = {
    comment: null,
    minimumBytes: -1,
    okStatus: null,
    errorStatus: null,
    timeoutStatus: 'L7TOUT',
    onSuccess: null,
    onError: null,
    statusCode: null,
    isNegated: false,
    match: '',
  }
  if (readSettings(reader, settings) === FAILED) return FAILED
  const word = reader.next()
  if (word === null) {
    return reader.fail(`'expect' needs one of '${matches.join("', '")}'`, { code: 'config/missing-argument' })
  }
  settings.isNegated = word.text.startsWith('!')
  settings.match = word.text === '!' ? (reader.next()?.text ?? '') : word.text.slice(settings.isNegated ? 1 : 0)
  if (matches.includes(settings.match)) return settings
  return reader.fail(`expects one of '${matches.join("', '")}', but got '${settings.match}'`)
}

export type MutableSettings = { -readonly [K in keyof ExpectSettings]: ExpectSettings[K] }

/** Reads the settings at the reader's place, in front of the match or behind its pattern. */
export function readSettings(reader: ArgumentReader, settings: MutableSettings): undefined | Failed {
  for (let word = reader.peek(); word !== null && words.has(word.text); word = reader.peek()) {
    reader.next()
    const { text } = word
    if (text === 'status-code') {
      const node = reader.host.expression(reader)
      if (node === FAILED) return FAILED
      settings.statusCode = node
      continue
    }
    const value = reader.next()
    if (value === null) return reader.fail(`'${text}' expects an argument`, { code: 'config/missing-argument' })
    if (text === 'comment') settings.comment = value.text
    else if (text === 'min-recv') {
      const bytes = parseInteger(value.text)
      if (bytes === null || bytes < -1 || bytes >= 2 ** 31) {
        return reader.fail(`'min-recv' expects -1 or a positive integer, but got '${value.text}'`)
      }
      settings.minimumBytes = bytes
    } else if (text === 'on-success' || text === 'on-error') {
      const node = reader.host.logFormat(reader, value)
      if (node === FAILED) return FAILED
      settings[text === 'on-success' ? 'onSuccess' : 'onError'] = node
    } else if (readStatus(reader, text as keyof typeof statuses, value.text, settings) === FAILED) return FAILED
  }
  return undefined
}

const words = new Set(['comment', 'min-recv', 'on-success', 'on-error', 'status-code', ...Object.keys(statuses)])

function readStatus(
  reader: ArgumentReader,
  name: keyof typeof statuses,
  value: string,
  settings: MutableSettings,
): undefined | Failed {
  const found = (statuses[name] as readonly CheckStatus[]).find((status) => status === value)
  if (found === undefined) {
    return reader.fail(`'${name}' only supports '${statuses[name].join("', '")}' status, but got '${value}'`)
  }
  if (name === 'ok-status') settings.okStatus = found
  else if (name === 'error-status') settings.errorStatus = found
  else settings.timeoutStatus = found
  return undefined
}

/** How a bound `expect` reports. */
export interface ExpectReports {
  succeed(run: CheckRun, code: number, info: string | null): void
  fail(run: CheckRun, status: CheckStatus, code: number, info: string | null): ReturnType<CheckRun['finish']>
}

export function bindReports(settings: ExpectSettings, binder: Binder): ExpectReports {
  const onSuccess = settings.onSuccess === null ? null : binder.logFormat(settings.onSuccess)
  const onError = settings.onError === null ? null : binder.logFormat(settings.onError)
  const statusCode = settings.statusCode === null ? null : binder.expression(settings.statusCode, 'sint')
  const codeOf = (run: CheckRun, code: number): number => Number(statusCode?.(run.context) ?? code)
  return {
    succeed(run, code, info) {
      run.success = {
        status: settings.okStatus ?? 'L7OK',
        code: codeOf(run, code),
        info: onSuccess === null ? info : onSuccess(run.context),
      }
    },
    fail(run, status, code, info) {
      const text = onError === null ? info : onError(run.context)
      return run.finish(settings.errorStatus ?? status, text, codeOf(run, code))
    },
  }
}

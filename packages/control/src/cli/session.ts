import { Timeout, type TimerQueue } from '@weir/base'
import type { CommandLevel } from '@weir/keyword'
import type { CloseCause, Connection, ConnectionSink } from '@weir/l4'
import type { CommandAnswer, CommandMessage, LongCommand, RuntimeCommand } from '../command.ts'
import type { ProcessView } from '../process-view.ts'
import { findCommand, renderUnknown } from './lookup.ts'
import { type CommandWords, findPayloadMark, splitCommands } from './words.ts'

/** How a session prompts: `n` one line and close, `i` interactive without a prompt, `p` with one. */
export type PromptMode = 'n' | 'i' | 'p'

export interface CommandSessionSettings {
  readonly commands: readonly RuntimeCommand[]
  readonly view: ProcessView
  readonly timers: TimerQueue
  readonly level: CommandLevel
  readonly severityOutput: SeverityOutput
  /** Infinite for no limit. */
  readonly timeoutMs: number
  readonly maxLineBytes: number
  readonly maxPayloadBytes: number
  readonly onEnd: () => void
}

export type SeverityOutput = 'none' | 'number' | 'string'

const levelRanks: Readonly<Record<CommandLevel, number>> = { user: 0, operator: 1, admin: 2 }
const severityNames = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug']

/** A payload being read. */
interface Payload {
  readonly command: string
  readonly pattern: string
  text: string
}

/**
 * One connection to the runtime socket.
 *
 *   line ──▶ commands ──▶ answer, a blank line, and the prompt ──▶ next command ──▶ … ──▶ next line, or close
 *     └─ `<<` ──▶ payload until its end ──▶ commands
 *
 * Input is not read while an answer is being written, and an answer is not made faster than the client takes it.
 */
export class CommandSession implements ConnectionSink {
  readonly view: ProcessView
  readonly commands: readonly RuntimeCommand[]
  /** Can be lowered, never raised. */
  level: CommandLevel
  mode: PromptMode = 'n'
  isPromptTimed = false
  severityOutput: SeverityOutput
  isExpert = false
  isExperimental = false
  /** The key of anonymised dumps; null when they are not. */
  anonymousKey: number | null = null
  timeoutMs: number
  readonly #settings: CommandSessionSettings
  readonly #connection: Connection
  readonly #timeout: Timeout
  readonly #startedMs: number
  #input = ''
  #hasEnded = false
  #isClosed = false
  #mustClose = false
  #payload: Payload | null = null
  #pending: CommandWords[] = []
  #pendingPayload: string | null = null
  #iterator: Iterator<string> | null = null
  #long: { stop(): void; onDrain?(): void } | null = null
  #isBlocked = false
  #isRunning = false

  constructor(connection: Connection, settings: CommandSessionSettings) {
    this.#connection = connection
    this.#settings = settings
    this.view = settings.view
    this.commands = settings.commands
    this.level = settings.level
    this.severityOutput = settings.severityOutput
    this.timeoutMs = settings.timeoutMs
    this.#timeout = new Timeout(settings.timers, () => this.#close())
    this.#timeout.arm(settings.timeoutMs)
    this.#startedMs = settings.timers.clock.nowMs()
    connection.sink = this
  }

  onData(chunk: Uint8Array): void {
    this.#timeout.arm(this.timeoutMs)
    if (this.#long !== null) {
      // A key ends what would go on for ever; the rest is read as commands.
      this.#long.stop()
      this.#long = null
      this.#finishAnswer()
    }
    this.#input += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    this.#run()
  }

  onDrain(): void {
    this.#isBlocked = false
    this.#timeout.arm(this.timeoutMs)
    if (this.#long !== null) this.#long.onDrain?.()
    else this.#run()
  }

  onEnd(): void {
    this.#hasEnded = true
    if (this.#long !== null) {
      this.#long.stop()
      this.#long = null
      this.#finishAnswer()
    }
    this.#run()
  }

  onClose(_cause: CloseCause | null): void {
    this.#isClosed = true
    this.#timeout.dispose()
    this.#long?.stop()
    this.#long = null
    this.#iterator = null
    this.#settings.onEnd()
  }

  /** Ends the session after the present answer. */
  quit(): void {
    this.#mustClose = true
    this.#pending = []
    this.#input = ''
  }

  #run(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    while (!this.#isClosed && !this.#isBlocked && this.#long === null && this.#step());
    this.#isRunning = false
  }

  /** Does one thing. False when there is nothing to do until something comes in. */
  #step(): boolean {
    if (this.#iterator !== null) {
      const next = this.#iterator.next()
      if (next.done !== true) this.#write(next.value)
      else {
        this.#iterator = null
        this.#finishAnswer()
      }
      return true
    }
    if (this.#mustClose) {
      this.#close()
      return false
    }
    const words = this.#pending.shift()
    if (words !== undefined) {
      this.#execute(words, this.#pending.length === 0 ? this.#pendingPayload : null)
      return true
    }
    const end = this.#input.indexOf('\n')
    if (end >= 0) {
      const line = this.#input.slice(0, end).replace(/\r$/, '')
      this.#input = this.#input.slice(end + 1)
      this.#takeLine(line)
      return true
    }
    const limit = this.#payload === null ? this.#settings.maxLineBytes : this.#settings.maxPayloadBytes
    if (this.#input.length > limit) this.#connection.reset()
    else if (this.#hasEnded) this.#close()
    return false
  }

  #takeLine(line: string): void {
    const payload = this.#payload
    if (payload !== null) {
      if (line === payload.pattern) {
        this.#payload = null
        this.#pendingPayload = payload.text
        this.#pending = splitCommands(payload.command)
        return
      }
      payload.text += `${line}\n`
      if (payload.text.length > this.#settings.maxPayloadBytes) {
        this.#connection.reset()
        return
      }
      if (this.mode === 'p') this.#write('+ ')
      return
    }
    if (line.length > this.#settings.maxLineBytes) {
      this.#connection.reset()
      return
    }
    const mark = findPayloadMark(line)
    if (mark !== null) {
      this.#payload = { ...mark, text: '' }
      if (this.mode === 'p') this.#write('+ ')
      return
    }
    this.#pendingPayload = null
    this.#pending = splitCommands(line)
  }

  #execute(words: CommandWords, payload: string | null): void {
    const found = findCommand(this.commands, words)
    if (found === null) {
      this.#answer({ severity: 6, text: renderUnknown(this.commands, words) })
      return
    }
    if (levelRanks[found.command.level] > levelRanks[this.level]) {
      this.#answer({ severity: 1, text: 'Permission denied\n' })
      return
    }
    this.#answer(found.command.run({ args: found.args, payload, view: this.view, session: this }))
  }

  #answer(answer: CommandAnswer): void {
    if (typeof answer === 'string') this.#write(answer)
    else if (Symbol.iterator in answer) {
      this.#iterator = answer[Symbol.iterator]()
      return
    } else if ('start' in answer) {
      this.#startLong(answer)
      return
    } else this.#write(this.#renderMessage(answer))
    this.#finishAnswer()
  }

  #startLong(command: LongCommand): void {
    let hasEnded = false
    const handle = command.start({
      write: (text) => this.#write(text),
      end: () => {
        hasEnded = true
        if (this.#long === null || this.#isClosed) return
        this.#long = null
        this.#finishAnswer()
        this.#run()
      },
    })
    if (hasEnded) this.#finishAnswer()
    else {
      this.#long = handle
      this.#timeout.arm(Number.POSITIVE_INFINITY)
    }
  }

  #renderMessage({ severity, text }: CommandMessage): string {
    switch (this.severityOutput) {
      case 'number':
        return `[${severity}]: ${text}`
      case 'string':
        return `[${severityNames[severity]}]: ${text}`
      case 'none':
        return text
    }
  }

  /** The blank line and the prompt; without a prompt, the session ends with the last command it was given. */
  #finishAnswer(): void {
    this.#timeout.arm(this.timeoutMs)
    // `quit` has no answer, not even an empty one.
    if (this.#mustClose) return
    this.#write(this.mode === 'p' ? `\n${this.#prompt()}` : '\n')
    if (this.mode === 'n' && this.#pending.length === 0 && !this.#input.includes('\n')) this.#mustClose = true
  }

  #prompt(): string {
    if (!this.isPromptTimed) return '> '
    const seconds = Math.floor(this.view.engine.uptimeMs / 1000)
    const two = (value: number): string => String(value).padStart(2, '0')
    const days = Math.floor(seconds / 86400)
    return `[${days}:${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}]> `
  }

  /** Milliseconds since the session began. */
  get ageMs(): number {
    return this.#settings.timers.clock.nowMs() - this.#startedMs
  }

  #write(text: string): boolean {
    if (this.#isClosed) return false
    if (text !== '' && !this.#connection.writeText(text)) this.#isBlocked = true
    return !this.#isBlocked
  }

  #close(): void {
    this.#timeout.stop()
    this.#connection.close()
  }
}

import { parseDuration } from '@weir/keyword'
import { findServer, isMessage } from '../cli/targets.ts'
import { type CommandAnswer, type CommandCall, defineRuntimeCommand, failure } from '../command.ts'

const usage = `Usage: wait {-h|<duration>} [condition [args...]]
  - '-h' displays this help
  - <duration> is the maximum wait time, optionally suffixed by the unit among:
    'us', 'ms', 's', 'm', 'h', and 'd'. ; the default unit is milliseconds.
  - <condition> indicates what to wait for, no longer than the specified
    duration. Supported conditions are:
    - <none> : by default, just sleep for the specified duration.
    - srv-removable <bk>/<sv> : wait for this server to become removable.`

const pollMs = 50

/** Sleeps, or waits for a condition (since 3.0). A key press or a close ends it. */
export const wait = defineRuntimeCommand({
  name: 'wait',
  usage: 'wait {-h|<delay_ms>} cond [args...]',
  summary: 'Wait the specified delay or condition.',
  level: 'user',
  run(call) {
    const [delay, condition] = call.args
    if (delay === '-h') return `${usage}\n`
    if (delay === undefined) return failure('Expects a duration in milliseconds.')
    const delayMs = parseDuration(delay)
    if (typeof delayMs !== 'number') return failure(`Invalid duration: '${delay}'.`)
    if (condition === undefined) return waitFor(call, delayMs, () => 'later')
    if (condition === 'srv-removable') return waitFor(call, delayMs, () => serverState(call))
    return failure(usage)
  },
})

/** `done`, `later`, or why it can never be. */
function serverState({ view, args }: CommandCall): string {
  const server = findServer(view, args[2])
  if (isMessage(server)) return `Failed. ${server.text.trimEnd()}`
  const isIdle = server.currentSessions === 0 && server.idleConnections === 0 && server.queue.length === 0
  return server.isInMaintenance && isIdle ? 'done' : 'later'
}

function waitFor({ view, args }: CommandCall, delayMs: number, check: () => string): CommandAnswer {
  const { clock } = view.engine
  const endMs = clock.nowMs() + delayMs
  const hasCondition = args.length > 1
  return {
    start(output) {
      let cancel = (): void => {}
      const look = (): void => {
        const state = check()
        const leftMs = endMs - clock.nowMs()
        if (state === 'later' && leftMs > 0) {
          cancel = clock.schedule(hasCondition ? Math.min(pollMs, leftMs) : leftMs, look)
          return
        }
        if (state === 'done') output.write('Done.\n')
        else if (state !== 'later') output.write(`${state}\n`)
        else if (hasCondition) output.write('Wait delay expired.\n')
        output.end()
      }
      look()
      return { stop: () => cancel() }
    },
  }
}

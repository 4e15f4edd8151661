import { defineRuntimeCommand } from '../command.ts'

/** What a thread does, as far as JavaScript's engine tells. */
export const activityCommands = [
  defineRuntimeCommand({
    name: 'show activity',
    usage: 'show activity [-1|0|thread_num]',
    summary: 'Show per-thread activity stats.',
    level: 'user',
    run({ view }) {
      const { engine } = view
      const loop = performance.eventLoopUtilization()
      const lines = [
        `thread_id: 1 (1..${view.threadCount})`,
        `date_now: ${(engine.clock.wallMs() / 1000).toFixed(6)}`,
        `accepted: ${engine.totalConnections}`,
        `streams: ${engine.streamCount}`,
        `timers: ${engine.timers.size}`,
        `contained_errors: ${engine.containedErrors}`,
        `loop_active_ms: ${Math.round(loop.active)}`,
        `loop_idle_ms: ${Math.round(loop.idle)}`,
      ]
      return `${lines.join('\n')}\n`
    },
  }),
  defineRuntimeCommand({
    name: 'show pools',
    usage: 'show pools',
    summary: 'Report information about the memory usage.',
    level: 'user',
    run() {
      const usage = process.memoryUsage()
      const lines = Object.entries(usage).map(([name, bytes]) => `  - ${name} : ${bytes} bytes`)
      return `Memory of the process:\n${lines.join('\n')}\n`
    },
  }),
]

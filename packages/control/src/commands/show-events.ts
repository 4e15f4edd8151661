import type { LogRing } from '@weir/log'
import { type CommandAnswer, defineRuntimeCommand, failure } from '../command.ts'

/** Rings and the standard streams; `-w` waits for more, `-n` shows only what comes, `-0` ends messages in NUL. */
export const showEvents = defineRuntimeCommand({
  name: 'show events',
  usage: 'show events [<sink>] [-w] [-n] [-0]',
  summary: 'Show event sink state.',
  level: 'user',
  run({ args, view }) {
    const [name, ...options] = args
    if (name === undefined || name.startsWith('-')) return listSinks(view.rings)
    const ring = view.rings.get(name)
    if (ring === undefined) return failure('No such event sink')
    const terminator = options.includes('-0') ? '\0' : '\n'
    const from = options.includes('-n') ? ring.nextNumber : ring.firstNumber
    return options.includes('-w') ? follow(ring, from, terminator) : dump(ring, from, ring.nextNumber, terminator)
  },
})

function listSinks(rings: ReadonlyMap<string, LogRing>): string {
  const lines = [
    'stdout     : type=fd, 0 dropped, standard output (fd#1)',
    'stderr     : type=fd, 0 dropped, standard output (fd#2)',
  ]
  for (const ring of rings.values()) {
    lines.push(`${ring.name.padEnd(10)} : type=buffer, ${ring.dropped} dropped, ${ring.description}`)
  }
  const head = 'Supported events sinks are listed below. Add -w(wait), -n(new). Any key to stop\n'
  return head + lines.map((line) => `    ${line}\n`).join('')
}

function* dump(ring: LogRing, from: number, to: number, terminator: string): Generator<string> {
  for (let number = Math.max(from, ring.firstNumber); number < to; number++) {
    const data = ring.at(number)
    if (data !== null) yield Buffer.from(data).toString('latin1') + terminator
  }
}

function follow(ring: LogRing, from: number, terminator: string): CommandAnswer {
  return {
    start(output) {
      let next = from
      let isBlocked = false
      const pump = (): void => {
        if (next < ring.firstNumber) next = ring.firstNumber
        while (!isBlocked) {
          const data = ring.at(next)
          if (data === null) return
          next++
          isBlocked = !output.write(Buffer.from(data).toString('latin1') + terminator)
        }
      }
      const stop = ring.watch(pump)
      pump()
      return {
        stop,
        onDrain() {
          isBlocked = false
          pump()
        },
      }
    },
  }
}

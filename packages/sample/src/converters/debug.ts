import { custom, defineConverter, definePort } from '@weir/keyword'
import { toText, typeOfValue } from '../cast.ts'

/** Takes the lines of `debug`. */
export interface DebugSink {
  /** `destination` names a ring such as `buf0`, `stdout` or `stderr`. */
  write(destination: string, line: string): void
}

/** Supplied by whoever owns the event sinks. */
export const debugPort = definePort<DebugSink>('debug')

const builtIn: ReadonlySet<string> = new Set(['stdout', 'stderr', 'buf0'])

/** Shows every value that comes by, and passes it on. Manual 7.3.1. */
export const debug = defineConverter({
  name: 'debug',
  summary: 'Sends a line with the input to an event sink and passes the input on.',
  manual: '7.3.1',
  in: 'any',
  out: 'same',
  params: [
    custom('prefix', '[prefix]', (reader) => reader.next()?.text ?? ''),
    custom('destination', '[destination]', (reader) => {
      const name = reader.next()?.text ?? 'buf0'
      if (builtIn.has(name) || (name !== '' && reader.host.isDeclared?.('ring', name) !== false)) return name
      return reader.fail(`no such sink '${name}'`, {
        hint: "sinks are 'stdout', 'stderr', 'buf0' and the 'ring' sections above this line",
      })
    }),
  ],
  examples: [{ expression: 'str(abc),debug(prefix)', gives: 'abc' }],
  bind([prefix, destination], binder) {
    const sink = binder.port(debugPort)
    return (input) => {
      sink.write(destination, `[debug] ${prefix}: type=${typeOfValue(input)} <${toText(input)}>\n`)
      return input
    }
  },
})

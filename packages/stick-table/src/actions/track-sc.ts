import { custom, defineAction, expression, type FAILED, type Reference, verdicts } from '@weir/keyword'
import { bindTable } from '../stick-tables.ts'
import { trackersOf } from '../tracked-counters.ts'

/** The number behind the name, 0 without one. Numbers beyond `tune.stick-counters` are refused by a pass. */
const number = custom('number', '<number>', (reader): number | typeof FAILED => {
  if (/^[0-9]*$/.test(reader.suffix)) return Number(reader.suffix)
  return reader.fail(`Wrong track-sc number '${reader.suffix}'.`, { span: reader.keyword.span })
})

const trackedTable = custom('table', '[table <table>]', (reader): Reference | typeof FAILED => {
  if (reader.peek()?.text !== 'table') return reader.host.reference('table', '', reader.keyword.span)
  reader.next()
  const name = reader.next()
  if (name === null) return reader.fail('missing table name', { code: 'config/missing-argument' })
  return reader.host.reference('table', name.text, name.span)
})

/** Manual 4.2: the entry of a key is made or refreshed, and counts what its connections do until they end. */
export const trackSc = defineAction({
  name: 'track-sc',
  summary: 'Tracks the entry of a key for the session or stream.',
  manual: '4.2',
  rulesets: ['tcp-request connection', 'tcp-request session', 'tcp-request content', 'http-request', 'http-response'],
  isPrefix: true,
  params: [number, expression('key'), trackedTable],
  bind([index, key, reference], binder) {
    const table = bindTable(reference, binder)
    const evaluate = binder.expression(key)
    return (context) => {
      if ((context.trackers?.find(index) ?? null) !== null) return verdicts.proceed
      const value = evaluate(context)
      // What is to be tracked may still come.
      if (value === null && context.isIncomplete === true && context.isFinal !== true) return verdicts.wait
      const entry = value === null ? null : table.obtain(value)
      if (entry !== null) trackersOf(context).track(index, table, entry)
      return verdicts.proceed
    }
  },
})

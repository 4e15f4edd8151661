import { custom, defineDirective, type Failed, sliceWord, type Word } from '@weir/keyword'
import { filterOptions } from '../filter.ts'

interface SequenceLine {
  readonly way: 'request' | 'response'
  readonly names: readonly Word[]
}

const sequenceLine = custom(
  'sequence',
  '{ request | response } <filter>[,<filter>]*',
  (reader): SequenceLine | Failed => {
    const way = reader.next()?.text
    if (way !== 'request' && way !== 'response')
      return reader.fail("'filter-sequence' expected either 'request' or 'response'")
    const list = reader.next()
    if (list === null) return reader.fail("'filter-sequence' missing filter list")
    const names: Word[] = []
    for (let start = 0; start <= list.text.length; ) {
      const comma = list.text.indexOf(',', start)
      const end = comma < 0 ? list.text.length : comma
      if (end > start) names.push(sliceWord(list, start, end))
      start = end + 1
    }
    return names.length === 0 ? reader.fail("'filter-sequence' missing filter list") : { way, names }
  },
)

/** Says in which order filters see requests or responses, whatever the order of their lines. */
export const filterSequence = defineDirective({
  name: 'filter-sequence',
  summary: 'Sets the order of the filters for requests or for responses.',
  manual: '4.2',
  sections: ['frontend', 'listen', 'backend'],
  options: filterOptions,
  params: [sequenceLine],
  apply(record, [{ way, names }]) {
    if (way === 'request') record.requestSequence = names
    else record.responseSequence = names
  },
})

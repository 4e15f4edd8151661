import {
  type ArgumentReader,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  type FilterKeyword,
  type FilterNode,
  nearest,
  type Parameter,
} from '@weir/keyword'
import { filterOptions } from '../filter.ts'

const filterLine = custom('filter', '<name> [<arguments>]', (reader): FilterNode | Failed => {
  const word = reader.next()
  const { section, vocabulary } = reader.host
  if (word === null)
    return reader.fail(`missing argument for 'filter' in ${section?.kind} '${section?.name}'.`, {
      code: 'config/missing-argument',
    })
  const keyword = vocabulary.filters.get(word.text)
  if (keyword === undefined) return unknownFilter(reader, word.text)
  const inner = withPrefix(reader, word)
  const values: unknown[] = []
  for (const parameter of keyword.params as readonly Parameter<unknown>[]) {
    const value = parameter.parse(inner)
    if (value === FAILED) return FAILED
    values.push(value)
  }
  const extra = reader.next()
  if (extra !== null) return reader.fail(`'filter ${word.text}' : unknown keyword '${extra.text}'.`)
  let isRefused = false
  const complain = (message: string): void => {
    isRefused = true
    inner.fail(message, { span: word.span })
  }
  ;(keyword as FilterKeyword<readonly never[]>).check?.(values as never, complain)
  if (isRefused) return FAILED
  const id = keyword.identify?.(values as never) ?? keyword.name
  return { id, call: { keyword, name: word.text, values, span: word.span }, span: word.span }
})

/** Puts a filter between client and server. Manual 9. */
export const filter = defineDirective({
  name: 'filter',
  summary: 'Adds a filter to those that the traffic of a proxy goes through.',
  manual: '9',
  sections: ['frontend', 'listen', 'backend'],
  options: filterOptions,
  params: [filterLine],
  apply(record, [node], site) {
    const { keyword } = node.call
    const earlier = record.filters.find(({ id, call }) => id === node.id && call.keyword === keyword)
    if (earlier !== undefined && keyword.describeDuplicate !== undefined) {
      site.complain(`'filter' : '${keyword.describeDuplicate(node.id, site.section.name)}'`)
      return
    }
    record.filters.push(node)
    site.declare('filter', node.id, node)
  },
})

function unknownFilter(reader: ArgumentReader, name: string): Failed {
  const { vocabulary } = reader.host
  const refused = vocabulary.refused('filter', name)
  if (refused !== null)
    return reader.fail(`'filter ${name}' is known to HAProxy, but not supported by Weir: ${refused.reason}`, {
      code: 'config/unsupported-keyword',
    })
  const known = [...vocabulary.filters.keys()].sort()
  const suggestion = nearest(name, known)
  return reader.fail(
    `'filter' : unknown keyword '${name}'. Registered keywords :${known.map((each) => ` ${each}`).join('')}`,
    {
      code: 'config/unknown-keyword',
      ...(suggestion === null ? {} : { hint: `did you mean '${suggestion}' maybe ?` }),
    },
  )
}

/** The line's reader as the filter sees it: what it complains of is said to be the filter's. */
function withPrefix(reader: ArgumentReader, keyword: ArgumentReader['keyword']): ArgumentReader {
  return {
    style: 'line',
    keyword,
    suffix: '',
    host: reader.host,
    peek: (ahead) => reader.peek(ahead),
    next: () => reader.next(),
    fail: (message, complaint) => reader.fail(`'filter' : '${message}'`, complaint),
    warn: (message, complaint) => reader.warn(`'filter' : '${message}'`, complaint),
  }
}

/** The built-in log formats of HTTP (manual 8.2.3 and 8.2.4). */
import { custom, defineDirective, type SectionKind } from '@weir/keyword'
import { chooseLogFormat, streamLogOptions } from '@weir/l4'

const sections: readonly SectionKind[] = ['defaults', 'frontend', 'listen']

const clf = custom('clf', '[clf]', (reader) => {
  const word = reader.next()
  if (word === null) return false
  return word.text === 'clf' || reader.fail("keyword 'httplog' only supports option 'clf'.")
})

export const optionHttplog = defineDirective({
  name: 'option httplog',
  summary: 'Logs requests with timers, status, captures and the termination state.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: streamLogOptions,
  params: [clf],
  apply(record, [isClf], site) {
    chooseLogFormat(record, isClf ? 'http-clf' : 'http', site)
  },
})

export const optionHttpslog = defineDirective({
  name: 'option httpslog',
  summary: 'Logs requests as `option httplog` does, with what TLS agreed on.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: streamLogOptions,
  params: [],
  apply(record, _values, site) {
    chooseLogFormat(record, 'https', site)
  },
})

/** What watches the proxy from outside (manual 4.2, `monitor-uri` and `monitor fail`). */
import { condition, custom, defineDirective, type Failed } from '@weir/keyword'
import { httpOptions } from '../options.ts'

const uri = custom('uri', '<uri>', (reader): string | Failed => {
  const word = reader.next()
  if (word !== null) return word.text
  return reader.fail("'monitor-uri' expects an URI.", { code: 'config/missing-argument' })
})

export const monitorUri = defineDirective({
  name: 'monitor-uri',
  summary: 'Answers requests for this target by itself, without logging them.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [uri],
  apply(record, [uri]) {
    record.monitorUri = uri
  },
})

export const monitorFail = defineDirective({
  name: 'monitor fail',
  summary: 'Answers monitor requests with 503 while a condition holds.',
  manual: '4.2',
  sections: ['frontend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  // What an ACL needs is not looked at (seen in the oracle).
  params: [condition()],
  apply(record, [when], site) {
    if (when === null) site.complain("'monitor fail' requires either 'if' or 'unless' followed by a condition.")
    else record.monitorFail.push(when)
  },
})

/** What watches the proxy from outside (manual 4.2, `monitor-uri` and `monitor fail`). */
import { condition, defineDirective, text } from '@weir/keyword'
import { httpOptions } from '../options.ts'

export const monitorUri = defineDirective({
  name: 'monitor-uri',
  summary: 'Answers requests for this target by itself, without logging them.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [text('uri')],
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
  phase: 'frontend http-request header rule',
  params: [condition()],
  apply(record, [when], site) {
    if (when === null) site.complain("'monitor fail' requires either 'if' or 'unless' followed by a condition.")
    else record.monitorFail.push(when)
  },
})

import { defineDirective, reference } from '@weir/keyword'
import { httpOptions } from '../options.ts'

export const useFcgiApp = defineDirective({
  name: 'use-fcgi-app',
  summary: 'Names the application behind the servers that speak FastCGI.',
  manual: '10.1.2',
  sections: ['listen', 'backend'],
  needsHttp: true,
  options: httpOptions,
  params: [reference('name', 'fcgi-app')],
  apply(record, [application]) {
    record.fcgiApp = application
  },
})

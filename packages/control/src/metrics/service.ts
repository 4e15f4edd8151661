import { createReply, defaultReplies, type HttpService } from '@weir/l7'
import type { ProcessView } from '../process-view.ts'
import { renderMetrics } from './render.ts'

/** The service `prometheus-exporter` of `http-request use-service`. Any method is answered, as HAProxy does. */
export function createMetricsService(view: ProcessView): HttpService {
  return ({ uri }) => {
    const question = uri.indexOf('?')
    const rendered = renderMetrics(view, question < 0 ? '' : uri.slice(question + 1))
    if ('error' in rendered) return defaultReplies.get(400)!
    const headers: [string, string][] = [
      ['cache-control', 'no-cache'],
      ['content-type', 'text/plain; version=0.0.4'],
      ['content-length', String(rendered.text.length)],
    ]
    return createReply(200, headers, rendered.text)
  }
}

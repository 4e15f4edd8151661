import { createReply } from '@weir/l7'
import type { HttpService } from '../http-service.ts'
import type { ProcessView } from '../process-view.ts'
import { renderMetrics } from './render.ts'

/** The service `prometheus-exporter` of `http-request use-service`. */
export function createMetricsService(view: ProcessView): HttpService {
  return ({ method, uri }) => {
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'only GET is answered here\n')
    const question = uri.indexOf('?')
    const rendered = renderMetrics(view, question < 0 ? '' : uri.slice(question + 1))
    if ('error' in rendered) return plain(400, `${rendered.error}\n`)
    const headers: [string, string][] = [
      ['cache-control', 'no-cache'],
      ['content-type', 'text/plain; version=0.0.4'],
      ['content-length', String(rendered.text.length)],
    ]
    return createReply(200, headers, rendered.text)
  }
}

function plain(status: number, text: string): ReturnType<HttpService> {
  const headers: [string, string][] = [
    ['content-type', 'text/plain'],
    ['content-length', String(text.length)],
  ]
  return createReply(status, headers, text)
}

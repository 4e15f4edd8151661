import { expect, test } from 'vitest'
import { createTestProcess } from '../testing/process.ts'
import { createTestTables } from '../testing/table.ts'
import { renderMetrics } from './render.ts'
import { createMetricsService } from './service.ts'

function linesOf(query: string): string[] {
  const process = createTestProcess()
  process.view.tables = createTestTables()
  process.state.server('s1')!.counters.queueTimeMs.add(1500)
  const rendered = renderMetrics(process.view, query)
  if ('error' in rendered) throw new Error(rendered.error)
  return rendered.text.split('\n')
}

test('covers the process, proxies, servers and tables', () => {
  const lines = linesOf('')
  for (const line of [
    '# HELP haproxy_process_nbthread Threads.',
    '# TYPE haproxy_process_nbthread gauge',
    'haproxy_process_nbthread 1',
    'haproxy_process_build_info{version="3.5-dev5"} 1',
    'haproxy_frontend_status{proxy="fe",state="UP"} 1',
    'haproxy_frontend_http_responses_total{proxy="fe",code="2xx"} 0',
    'haproxy_listener_status{proxy="fe",listener="l1",state="WAITING"} 1',
    'haproxy_backend_active_servers{proxy="be"} 2',
    'haproxy_server_status{proxy="be",server="s1",state="UP"} 1',
    'haproxy_server_queue_time_average_seconds{proxy="be",server="s1"} 1.5',
    'haproxy_server_weight{proxy="be",server="s1"} 10',
    'haproxy_sticktable_size{name="be",type="ip"} 10240',
  ]) {
    expect(lines).toContain(line)
  }
})

test('each family stands once, with its samples together', () => {
  const families = linesOf('')
    .filter((line) => line.startsWith('# TYPE'))
    .map((line) => line.split(' ')[2])
  expect(new Set(families).size).toBe(families.length)
})

test('takes scopes, metrics and no-maint', () => {
  expect(linesOf('scope=global').filter((line) => !/^(# \w+ )?haproxy_process_/.test(line))).toEqual([''])
  expect(linesOf('scope=').join('')).toBe('')
  expect(linesOf('metrics=haproxy_process_nbthread')).toHaveLength(4)
  expect(linesOf('metrics=-haproxy_process_nbthread')).not.toContain('haproxy_process_nbthread 1')
  expect(renderMetrics(createTestProcess().view, 'scope=foo')).toEqual({ error: "unknown scope 'foo'" })
  expect(renderMetrics(createTestProcess().view, 'foo=1')).toEqual({ error: "unknown parameter 'foo'" })
})

test('is a service', () => {
  const service = createMetricsService(createTestProcess().view)
  const ask = (method: string, uri: string) => service({ method, uri, header: () => null, body: '' })
  expect(ask('GET', '/metrics?scope=global')).toMatchObject({ status: 200 })
  expect(ask('GET', '/metrics?scope=global').headers).toContain('content-type: text/plain; version=0.0.4\r\n')
  expect(ask('GET', '/metrics?scope=x').status).toBe(400)
  expect(ask('POST', '/metrics').status).toBe(200)
})

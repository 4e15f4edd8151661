import type { Binder, LogFormatNode } from '@weir/keyword'
import type { CheckRun } from './check-run.ts'

/** The request of an HTTP check. Null leaves a part to `option httpchk` and its defaults. */
export interface CheckRequest {
  readonly method: string | null
  readonly uri: string | LogFormatNode | null
  readonly version: string | null
  /** Value of the Host header (`option httpchk`'s fourth argument). */
  readonly host: string | LogFormatNode | null
  readonly headers: readonly { readonly name: string; readonly value: LogFormatNode }[]
  readonly body: string | LogFormatNode | null
}

export const defaultRequest: CheckRequest = {
  method: 'OPTIONS',
  uri: '/',
  version: null,
  host: null,
  headers: [],
  body: null,
}

/** Later parts win, header by header. */
export function mergeRequests(base: CheckRequest, over: CheckRequest): CheckRequest {
  return {
    method: over.method ?? base.method,
    uri: over.uri ?? base.uri,
    version: over.version ?? base.version,
    host: over.host ?? base.host,
    headers: [...base.headers, ...over.headers],
    body: over.body ?? base.body,
  }
}

/** The name of the host that a request is for, without the port; null for a request that names none. */
export function buildHostName(
  { headers, host }: CheckRequest,
  binder: Binder,
): ((run: CheckRun) => string | null) | null {
  const part = headers.find(({ name }) => name === 'host')?.value ?? host
  if (part === null) return null
  const format = typeof part === 'string' ? () => part : binder.logFormat(part)
  return ({ context }) => /^(?:\[[^\]]*\]|[^:]*)/.exec(format(context))![0] || null
}

/** What `http-check send-state` tells the server about itself, or null. */
export type StateHeader = ((run: CheckRun) => string) | null

/**
 * Makes the text of a request. HTTP/1.0 unless a version is given; from 1.1 on `connection: close` is added, so that
 * the answer's end is known. Bytes of the body are counted.
 */
export function buildRequest(
  given: CheckRequest,
  binder: Binder,
  base: CheckRequest = defaultRequest,
  state: StateHeader = null,
): (run: CheckRun) => string {
  const request = mergeRequests(base, given)
  const text = (part: string | LogFormatNode | null): ((run: CheckRun) => string) | null => {
    if (part === null) return null
    if (typeof part === 'string') return () => part
    const format = binder.logFormat(part)
    return (run) => format(run.context)
  }
  const uri = text(request.uri)!
  const body = text(request.body)
  const host = text(request.host)
  const headers = request.headers.map(({ name, value }) => ({ name, value: text(value)! }))
  const version = request.version ?? 'HTTP/1.0'
  return (run) => {
    let head = `${request.method} ${uri(run)} ${version}\r\n`
    const content = body?.(run) ?? ''
    if (host !== null && !headers.some((header) => header.name === 'host')) head += `host: ${host(run)}\r\n`
    for (const { name, value } of headers) head += `${name}: ${value(run)}\r\n`
    if (state !== null) head += `x-haproxy-server-state: ${state(run)}\r\n`
    if (body !== null) head += `content-length: ${content.length}\r\n`
    if (!/^HTTP\/1\.0$/i.test(version)) head += 'connection: close\r\n'
    return `${head}\r\n${content}`
  }
}

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'

/** A server of a test's own on a port that the system chose. */
export interface TestServer {
  readonly port: number
  readonly requestCount: () => number
  /** Stops accepting and cuts what is open, so that the port refuses. */
  stop(): Promise<void>
  /** Listens on the same port again. */
  restart(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export function startHttpServer(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  let requestCount = 0
  const server = createServer((incoming, response) => {
    requestCount++
    handle(incoming, response)
  })
  return serve(server, () => requestCount)
}

export function startTcpServer(handle: (socket: Socket) => void): Promise<TestServer> {
  let connectionCount = 0
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    connectionCount++
    socket.on('error', () => socket.destroy())
    handle(socket)
  })
  return serve(server, () => connectionCount)
}

async function serve(server: Server, requestCount: () => number): Promise<TestServer> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject)
        resolve()
      })
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  return { port, requestCount, stop, restart: () => listen(port), [Symbol.asyncDispose]: stop }
}

/** One request over a connection of its own. Rejects when the connection breaks. */
export function fetchText(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('latin1')
      response.on('data', (text: string) => {
        body += text
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      response.once('error', reject)
    })
    outgoing.once('error', reject)
    outgoing.end()
  })
}

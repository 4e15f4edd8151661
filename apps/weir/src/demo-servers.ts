import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'

/** A server that the demo balances over, listening on a port of 127.0.0.1 that the system chose. */
export interface DemoServer {
  readonly name: string
  readonly port: number
  close(): void
}

/** Answers every request with its own name and what it received; `/health` with 200. */
export function startHttpDemoServer(name: string): Promise<DemoServer> {
  // Asked for here and not imported above: node:http costs every start of the daemon some 20 ms.
  const server = process.getBuiltinModule('node:http').createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'text/plain')
    response.setHeader('x-served-by', name)
    if (request.url === '/health') {
      response.end('ok\n')
      return
    }
    response.end(
      `${name} served ${request.method} ${request.url} for ${request.headers['x-forwarded-for'] ?? 'nobody'}\n`,
    )
  })
  return listen(name, server)
}

/** Sends a greeting with its own name, then every byte back. */
export function startEchoDemoServer(name: string): Promise<DemoServer> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.write(`${name} says hello\n`)
    socket.pipe(socket)
  })
  return listen(name, server)
}

function listen(name: string, server: Server): Promise<DemoServer> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({ name, port, close: () => server.close() })
    })
  })
}

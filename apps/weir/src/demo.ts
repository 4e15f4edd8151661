import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import quickstart from '../../../docs/examples/quickstart.cfg'
import { type DemoServer, startEchoDemoServer, startHttpDemoServer } from './demo-servers.ts'

/** The demo's servers and the configuration that balances over them. */
export interface Demo {
  readonly text: string
  readonly banner: string
  close(): void
}

/**
 * Starts the demo's servers and sets the variables that `docs/examples/quickstart.cfg` names in `environment`.
 * WEIR_HTTP_PORT and WEIR_TCP_PORT choose other ports to listen on.
 */
export async function startDemo(environment: NodeJS.ProcessEnv): Promise<Demo> {
  const servers: DemoServer[] = []
  for (const name of ['site-1', 'site-2', 'api-1', 'api-2']) servers.push(await startHttpDemoServer(name))
  for (const name of ['echo-1', 'echo-2']) servers.push(await startEchoDemoServer(name))
  for (const server of servers) {
    environment[`WEIR_${server.name.toUpperCase().replace('-', '_')}`] = String(server.port)
  }
  const directory = mkdtempSync(join(tmpdir(), 'weir-demo-'))
  const socket = join(directory, 'admin.sock')
  environment.WEIR_SOCKET = socket
  const httpPort = environment.WEIR_HTTP_PORT ?? '8080'
  const tcpPort = environment.WEIR_TCP_PORT ?? '9000'
  return {
    text: quickstart,
    banner: describe(httpPort, tcpPort, socket),
    close() {
      for (const server of servers) server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function describe(httpPort: string, tcpPort: string, socket: string): string {
  return `
Weir is running the demo configuration (docs/examples/quickstart.cfg). Try:

  curl -i http://127.0.0.1:${httpPort}/             # two site servers in turn, with a persistence cookie
  curl -i http://127.0.0.1:${httpPort}/api/users    # the api pool, by path
  curl -i --http1.0 http://127.0.0.1:${httpPort}/   # HTTP/1.0 works as well
  nc 127.0.0.1 ${tcpPort}                           # plain TCP over two echo servers
  echo 'show stat' | nc -U ${socket}
  echo 'disable server site/site1' | nc -U ${socket}

Every request is logged below in HAProxy's format. Ctrl-C ends it.
`
}

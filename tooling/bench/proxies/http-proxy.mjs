/** A reverse proxy as the http-proxy package is used: `http-proxy.mjs <port> <server port>`. */
import { Agent, createServer } from 'node:http'
import httpProxy from 'http-proxy'

const [port, serverPort] = process.argv.slice(2).map(Number)
const proxy = httpProxy.createProxyServer({
  target: { host: '127.0.0.1', port: serverPort },
  agent: new Agent({ keepAlive: true, maxSockets: 1024, maxFreeSockets: 1024 }),
})
proxy.on('error', (_error, _request, response) => response.writeHead?.(502).end())
createServer((request, response) => proxy.web(request, response)).listen(port, '127.0.0.1')

/** A reverse proxy on node:http and an undici pool: `undici.mjs <port> <server port>`. */
import { createServer } from 'node:http'
import { Pool } from 'undici'

const [port, serverPort] = process.argv.slice(2).map(Number)
const pool = new Pool(`http://127.0.0.1:${serverPort}`, { connections: 1024 })
const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade']

function endToEnd(headers) {
  for (const name of hopByHop) if (headers[name] !== undefined) delete headers[name]
  return headers
}

createServer((request, response) => {
  const { method, url, headers } = request
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  pool.dispatch(
    { path: url, method, headers: endToEnd(headers), body: hasBody ? request : null },
    {
      onRequestStart() {},
      onResponseStart(_controller, status, answer) {
        response.writeHead(status, endToEnd(answer))
      },
      onResponseData(controller, chunk) {
        if (response.write(chunk)) return
        controller.pause()
        response.once('drain', () => controller.resume())
      },
      onResponseEnd() {
        response.end()
      },
      onResponseError(_controller, error) {
        response.destroy(error)
      },
    },
  )
}).listen(port, '127.0.0.1')

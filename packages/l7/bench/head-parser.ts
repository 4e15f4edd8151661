/** Time to scan and normalise one request head, and one response head. */
import { HeadParser } from '../src/h1/head-parser.ts'
import { Message } from '../src/message.ts'

const heads = {
  'request, wrk': 'GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n',
  'request, browser': [
    'GET /index.html?a=b HTTP/1.1',
    'Host: www.example.com',
    'Connection: keep-alive',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
    'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Accept-Language: en-GB,en;q=0.9',
    'Cookie: session=0123456789abcdef0123456789abcdef; theme=dark',
    '',
    '',
  ].join('\r\n'),
}
const parser = new HeadParser()
const message = new Message()
const rounds = 1_000_000
for (const [name, text] of Object.entries(heads)) {
  const bytes = Buffer.from(text, 'latin1')
  for (let warm = 0; warm < 200_000; warm++) parser.parseRequest(bytes, 0, bytes.length, message)
  const begin = process.hrtime.bigint()
  for (let round = 0; round < rounds; round++) parser.parseRequest(bytes, 0, bytes.length, message)
  const nanoseconds = Number(process.hrtime.bigint() - begin) / rounds
  console.log(`${name}: ${bytes.length} bytes, ${nanoseconds.toFixed(0)} ns`)
}

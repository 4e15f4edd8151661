import { expect, test } from 'vitest'
import { compression } from '../filters/comp.ts'
import { httpEngineOf } from '../http-engine.ts'
import { configureFiltered, until } from '../testing/filtered.ts'

const lines = ['compression algo gzip', 'compression algo-req gzip', 'compression direction both']
const chunks = Array.from({ length: 4 }, (_, index) => `8\r\nchunk ${index}\n\r\n`).join('')
const answer = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`
const question = `POST / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`

const start = async () => {
  const { world } = await configureFiltered({ frontend: lines, backendHttp: {} }, { keyword: compression })
  const { limits } = httpEngineOf(world.engine)
  const settled = () => world.engine.streams.size === 0 && limits.memoryBytes === 0
  return { world, limits, settled }
}

test('a server that dies at any byte of its answer leaves no compressor behind', async () => {
  for (let cut = 0; cut <= answer.length; cut += 3) {
    const { world, settled } = await start()
    let isAnswered = false
    world.serve = (peer) => {
      if (isAnswered || !peer.text.endsWith('0\r\n\r\n')) return
      isAnswered = true
      peer.send(answer.slice(0, cut))
      peer.connection.close()
    }
    const client = world.request(question)
    await until(world, () => isAnswered && settled())
    expect([cut, world.contained]).toEqual([cut, []])
    if (cut === answer.length) expect(client.text).toMatch(/0\r\n\r\n$/)
    else expect(client.text).not.toMatch(/\r\n0\r\n\r\n$/)
  }
})

test('and so does a client that goes away at any byte of its question', async () => {
  for (let cut = 1; cut <= question.length; cut += 3) {
    const { world, settled } = await start()
    world.serve = (peer) => {
      if (peer.text.endsWith('0\r\n\r\n')) peer.send(answer)
    }
    const client = world.connect()
    client.send(question.slice(0, cut))
    world.run()
    client.connection.reset()
    await until(world, settled)
    expect([cut, world.contained]).toEqual([cut, []])
  }
})

test('a client that goes away amid the answer', async () => {
  const { world, limits, settled } = await start()
  world.serve = (peer) => {
    if (peer.text.endsWith('0\r\n\r\n')) peer.send(answer.slice(0, -20))
  }
  const client = world.request(question)
  await until(world, () => client.text.includes('content-encoding'))
  expect(limits.memoryBytes).toBeGreaterThan(0)
  client.connection.reset()
  await until(world, settled)
  expect(world.contained).toEqual([])
})

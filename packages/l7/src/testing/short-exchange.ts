/** The shortest of requests and its answer. */
import type { Peer } from './world.ts'

export const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
export const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** A server that gives this text for every head that has come. */
export const answer =
  (text: string) =>
  (peer: Peer): void => {
    if (peer.text.includes('\r\n\r\n')) {
      peer.text = ''
      peer.send(text)
    }
  }

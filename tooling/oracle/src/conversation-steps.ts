/** The vocabulary of scripts that one end of a TCP connection plays: clients and servers share it. */

/** One move of a script. Byte strings are latin1 and may hold `{{name}}` placeholders. */
export type ConversationStep =
  | { readonly kind: 'send'; readonly bytes: string }
  /** Reads until this text was seen. */
  | { readonly kind: 'receive-text'; readonly text: string }
  | { readonly kind: 'receive-bytes'; readonly count: number }
  /** Reads one whole HTTP/1 message, body included. */
  | { readonly kind: 'receive-request' }
  | { readonly kind: 'receive-response'; readonly toHead: boolean }
  /** Reads until the peer ends its side or the connection breaks. */
  | { readonly kind: 'receive-end'; readonly withinMs: number }
  /** Reads whatever comes within this time. */
  | { readonly kind: 'listen'; readonly forMs: number }
  | { readonly kind: 'pause'; readonly forMs: number }
  /** Half-close: the peer sees the end of the stream, reading goes on. */
  | { readonly kind: 'end' }
  | { readonly kind: 'close' }
  | { readonly kind: 'reset' }
  /** Stops reading, so that the peer's writes back up. */
  /** Answers the request read last with 200, the server's name and the request line as body. */
  | { readonly kind: 'identify'; readonly headers: readonly string[] }
  /** Sends back whatever arrives until the peer ends. */
  | { readonly kind: 'echo' }
  /** Repeats until the peer is gone. */
  | { readonly kind: 'forever'; readonly steps: readonly ConversationStep[] }
  /** Reached points let one script wait for another. */
  | { readonly kind: 'reach'; readonly point: string }
  | { readonly kind: 'await'; readonly point: string }

export const send = (...bytes: readonly string[]): ConversationStep => ({ kind: 'send', bytes: bytes.join('') })
/** Lines of an HTTP head, ended by the empty line. */
export const sendHead = (...lines: readonly string[]): ConversationStep => send(`${lines.join('\r\n')}\r\n\r\n`)
export const receiveText = (text: string): ConversationStep => ({ kind: 'receive-text', text })
export const receiveBytes = (count: number): ConversationStep => ({ kind: 'receive-bytes', count })
export const receiveRequest = (): ConversationStep => ({ kind: 'receive-request' })
export const receiveResponse = (): ConversationStep => ({ kind: 'receive-response', toHead: false })
export const receiveResponseToHead = (): ConversationStep => ({ kind: 'receive-response', toHead: true })
export const receiveEnd = (withinMs = 4000): ConversationStep => ({ kind: 'receive-end', withinMs })
export const listenFor = (forMs: number): ConversationStep => ({ kind: 'listen', forMs })
export const pause = (forMs: number): ConversationStep => ({ kind: 'pause', forMs })
export const end = (): ConversationStep => ({ kind: 'end' })
export const close = (): ConversationStep => ({ kind: 'close' })
export const reset = (): ConversationStep => ({ kind: 'reset' })
export const identify = (...headers: readonly string[]): ConversationStep => ({ kind: 'identify', headers })
export const echo = (): ConversationStep => ({ kind: 'echo' })
export const forever = (...steps: readonly ConversationStep[]): ConversationStep => ({ kind: 'forever', steps })
export const reach = (point: string): ConversationStep => ({ kind: 'reach', point })
export const awaitPoint = (point: string): ConversationStep => ({ kind: 'await', point })

import { Message } from '../message.ts'

/** A request of these header lines. */
export function requestOf(lines: readonly string[], startLine = 'GET / HTTP/1.1'): Message {
  const message = read(startLine, lines)
  message.methodEnd = startLine.indexOf(' ')
  return message
}

/** A response of these header lines. */
export function responseOf(lines: readonly string[], status = 200): Message {
  const message = read(`HTTP/1.1 ${status} X`, lines)
  message.status = status
  return message
}

function read(startLine: string, lines: readonly string[]): Message {
  const message = new Message()
  message.setHead([startLine, ...lines, '', ''].join('\r\n'), lines.length)
  return message
}

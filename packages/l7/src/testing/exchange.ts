import { type Configured, type ConfiguredSettings, configure } from './lines.ts'

export interface Exchange extends Configured {
  /** The head that the server got, without its last empty line; null when none was asked. */
  readonly sent: string | null
  /** All that the client got. */
  readonly got: string
  readonly log: string
}

/** One request through a configured proxy. `answer` is what the server says. */
export async function exchange(
  settings: ConfiguredSettings,
  request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
): Promise<Exchange> {
  const configured = await configure(settings)
  const { world } = configured
  world.serve = (peer) => {
    if (peer.text.includes('\r\n\r\n')) peer.send(answer)
  }
  const client = world.request(request)
  if (world.contained.length > 0) throw world.contained[0]
  const text = world.accepted[0]?.text ?? null
  return {
    ...configured,
    sent: text === null ? null : text.slice(0, text.indexOf('\r\n\r\n')),
    got: client.text,
    log: world.logs[0] ?? '',
  }
}

/** The header lines of a head, start line left out. */
export const linesOf = (head: string | null): string[] => (head ?? '').split('\r\n\r\n', 1)[0]!.split('\r\n').slice(1)

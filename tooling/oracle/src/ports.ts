/** Hands out loopback ports below the ephemeral range, so that no outgoing connection takes one in between. */
import { createServer } from 'node:net'

const FIRST = 12_000
const LAST = 31_000
let next = FIRST + Math.floor(Math.random() * (LAST - FIRST))
const taken = new Set<number>()

export async function allocatePort(): Promise<number> {
  for (;;) {
    const port = next
    next = next >= LAST ? FIRST : next + 1
    if (taken.has(port) || !(await isFree(port))) continue
    taken.add(port)
    return port
  }
}

/** Takes `count` ports in a row and returns the first. */
export async function allocatePortRange(count: number): Promise<number> {
  for (;;) {
    const first = await allocatePort()
    let length = 1
    while (length < count && !taken.has(first + length) && (await isFree(first + length))) length++
    if (length < count) continue
    for (let port = first; port < first + count; port++) taken.add(port)
    return first
  }
}

export function releasePort(port: number): void {
  taken.delete(port)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

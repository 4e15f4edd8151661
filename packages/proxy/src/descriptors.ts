import { runtimeSocketOptions } from '@weir/control'
import type { Model } from '@weir/keyword'
import { bindLines } from '@weir/l4'

/** The descriptors that `fd@N` addresses name: what a process started on behalf of this one must inherit. */
export function inheritedDescriptors(model: Model): number[] {
  const found = new Set<number>()
  for (const proxy of model.proxies) {
    for (const line of proxy.options.get(bindLines).lines) {
      for (const address of line.addresses) if (address.kind === 'fd') found.add(address.fd)
    }
  }
  for (const socket of model.global.options.get(runtimeSocketOptions).sockets)
    if (socket.fd !== null) found.add(socket.fd)
  return [...found]
}

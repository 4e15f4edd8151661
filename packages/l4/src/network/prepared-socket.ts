import { bindStreamSocket } from '@weir/os'
import type { ListenOptions } from './connection.ts'

/**
 * The descriptor of a socket that was bound with options which the runtime cannot set in time; null where none is asked
 * for. They mean nothing to paths.
 */
export function prepareSocket({ address, interfaceName, isTransparent, ...options }: ListenOptions): number | null {
  if (address.kind !== 'ip' || (interfaceName === undefined && isTransparent !== true)) return null
  return bindStreamSocket(address.address, address.port, {
    isV6Only: options.isV6Only === true,
    reusesPort: options.reusePort === true,
    interfaceName: interfaceName ?? null,
    isTransparent: isTransparent === true,
  })
}

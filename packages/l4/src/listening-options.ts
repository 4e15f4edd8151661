import { type SocketOption, setCongestionControl, setInterface, setSocketOption } from '@weir/os'
import type { BindOptions } from './bind-options.ts'

/**
 * Sets options of a listening socket; accepted connections inherit them. Gives the names of those that could not be set:
 * without system calls none can.
 */
export function applyListeningOptions(fd: number, options: BindOptions): string[] {
  const failed: string[] = []
  const attempt = (name: string, set: () => void): void => {
    try {
      set()
    } catch {
      failed.push(name)
    }
  }
  const number = (name: string, option: SocketOption, value: number | null): void => {
    if (value !== null) attempt(name, () => setSocketOption(fd, option, value))
  }
  number('defer-accept', 'deferAcceptSeconds', options.deferAcceptSeconds)
  number('mss', 'maximumSegmentBytes', options.maximumSegmentBytes)
  number('tfo', 'fastOpen', options.fastOpenQueue)
  number('tcp-ut', 'userTimeoutMs', options.userTimeoutMs)
  const { congestionControl, interfaceName } = options
  if (interfaceName !== null) attempt('interface', () => setInterface(fd, interfaceName))
  if (congestionControl !== null) attempt('cc', () => setCongestionControl(fd, congestionControl))
  return failed
}

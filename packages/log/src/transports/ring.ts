import type { LogRing } from '../ring.ts'
import type { LogTransport } from '../transport.ts'

/** Messages into a ring in memory, without their final line feed. */
export function openRingTransport(ring: LogRing): LogTransport {
  return {
    form: { frame: ring.frame, maxLengthBytes: ring.maxLengthBytes },
    send: (data) => ring.append(data.subarray(0, data.length - 1)),
    close: () => {},
  }
}

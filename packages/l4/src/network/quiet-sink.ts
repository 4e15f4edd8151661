import type { ConnectionSink } from './connection.ts'

/** What a connection reports to until somebody owns it. */
export const quietSink: ConnectionSink = {
  onData() {},
  onDrain() {},
  onEnd() {},
  onClose() {},
}

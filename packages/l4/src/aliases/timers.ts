import { defineStreamLogAlias } from '../define-stream-alias.ts'
import { connectTime, handshakeTime, queueTime, totalTime } from '../timers.ts'

/** Times in milliseconds (manual 8.4). Those of a stream that goes on are marked with a plus. */
export const timerAliases = [
  defineStreamLogAlias('Th', 'Gives the time of handshakes.', handshakeTime),
  defineStreamLogAlias('Tw', 'Gives the time in queues.', queueTime),
  defineStreamLogAlias('Tc', 'Gives the time of connecting to the server.', connectTime),
  defineStreamLogAlias('Tt', 'Gives the time from the accept to the end.', (stream) =>
    stream.isLoggedEarly ? `+${totalTime(stream)}` : totalTime(stream),
  ),
]

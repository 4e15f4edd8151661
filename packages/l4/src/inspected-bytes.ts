import type { SampleContext } from '@weir/keyword'

/** Which bytes a fetch looks at: those of the client, of the server, or of the direction that is being inspected. */
export type Direction = 'request' | 'response' | 'own'

/** What has come so far, or null where nothing is inspected. */
export function inspectedBytes(context: SampleContext, direction: Direction): Uint8Array | null {
  const { stream } = context
  if (!stream) return null
  const buffer =
    direction === 'request'
      ? stream.requestBuffer
      : direction === 'response'
        ? stream.responseBuffer
        : (stream.responseBuffer ?? stream.requestBuffer)
  return buffer?.bytes ?? null
}

/** Says that more bytes could give a sample. Always null, to be returned. */
export function needsMore(context: SampleContext): null {
  if (context.isFinal !== true) context.isIncomplete = true
  return null
}

import type { RecordedVerdict } from './verdict.ts'

/** HAProxy gives up on a file at some mistakes. */
export function behindTheEnd(line: number, recorded: RecordedVerdict): string | null {
  return recorded.gaveUp && line > Math.max(...recorded.lines) ? 'HAProxy gave up on the file at a line above' : null
}

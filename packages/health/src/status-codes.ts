/**
 * Reads `200-299,301` into a test of a status; null when it is not such a list. As in HAProxy, any numbers will do, and a
 * number that is left out counts as 0.
 */
export function parseStatusCodes(text: string): ((status: number) => boolean) | null {
  const ranges: (readonly [number, number])[] = []
  for (const part of text.split(',')) {
    const match = /^(\d*)(?:-(\d*))?$/.exec(part)
    if (match === null) return null
    const first = Number(match[1])
    const last = Number(match[2] ?? match[1])
    if (last < first) return null
    ranges.push([first, last])
  }
  return (status) => ranges.some(([first, last]) => status >= first && status <= last)
}

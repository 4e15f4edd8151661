/** Reads `200-299,301` into a test of a status; null when it is not such a list. */
export function parseStatusCodes(text: string): ((status: number) => boolean) | null {
  const ranges: (readonly [number, number])[] = []
  for (const part of text.split(',')) {
    const match = /^(\d{3})(?:-(\d{3}))?$/.exec(part)
    if (match === null) return null
    const first = Number(match[1])
    const last = Number(match[2] ?? match[1])
    if (first < 100 || last > 999 || last < first) return null
    ranges.push([first, last])
  }
  return (status) => ranges.some(([first, last]) => status >= first && status <= last)
}

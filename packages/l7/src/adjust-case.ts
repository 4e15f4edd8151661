/** `h1-case-adjust`: replaces the spelling of the names in the map. */
export function adjustCase(head: string, names: ReadonlyMap<string, string>): string {
  return head.replace(/\r\n([^:\r\n]+):/g, (line, name: string) => {
    const adjusted = names.get(name)
    return adjusted === undefined ? line : `\r\n${adjusted}:`
  })
}

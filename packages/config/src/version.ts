/** The version of HAProxy's language that Weir reads. */
export const languageVersion = '3.5-dev5'

/**
 * Orders two versions as `version_atleast` does: numbers from the left, missing ones zero; a `-dev` version comes before
 * the release it leads to, and what follows a second dash (a commit) does not count.
 */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a)
  const right = parseVersion(b)
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return left[index]! < right[index]! ? -1 : 1
  }
  return 0
}

/** Major, minor, patch, then the development number, which is infinite for a release. */
function parseVersion(text: string): readonly [number, number, number, number] {
  const match = /^([0-9]+)?(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-dev([0-9]*))?/.exec(text)
  const [, major, minor, patch, development] = match ?? []
  return [
    Number(major ?? 0),
    Number(minor ?? 0),
    Number(patch ?? 0),
    development === undefined ? Number.POSITIVE_INFINITY : Number(development || 0),
  ]
}

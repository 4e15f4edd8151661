/** The version of HAProxy's language that Weir reads. */
export const languageVersion = '3.5-dev5'

/** A number of a version, which nothing but a dot or a dash may follow. */
const part = '([0-9]+)(?=[.-]|$)'
const versionForm = new RegExp(`^(?:${part}(?:[.]${part}(?:[.]${part})?)?)?(?:-dev([0-9]*)(?=[.-]|$))?(?:[.-]${part})?`)

/**
 * Orders two versions as `version_atleast` does: numbers from the left, missing ones zero; a `-dev` version comes before
 * the release it leads to, and a last number counts commits since then. What is not a number ends the version; a
 * negative one is later than any version.
 */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a)
  const right = parseVersion(b)
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return left[index]! < right[index]! ? -1 : 1
  }
  return 0
}

/** Major, minor, patch, the development number, which is infinite for a release, then commits. */
function parseVersion(text: string): readonly number[] {
  if (/^-[0-9]/.test(text)) return [Number.POSITIVE_INFINITY, 0, 0, 0, 0]
  const [, major, minor, patch, development, commits] = versionForm.exec(text) ?? []
  return [
    Number(major ?? 0),
    Number(minor ?? 0),
    Number(patch ?? 0),
    development === undefined ? Number.POSITIVE_INFINITY : Number(development),
    Number(commits ?? 0),
  ]
}

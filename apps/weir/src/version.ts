/** Weir's own version, kept equal to this package's by a test. */
export const weirVersion = '0.1.0'
/** The release of HAProxy whose language Weir speaks. */
export const languageVersion = '3.5-dev5'

const [languageBranch = languageVersion] = languageVersion.split('-')

/** Facts about the runtime for `-vv`. */
export interface RuntimeFacts {
  readonly nodeVersion: string
  readonly tlsVersion: string
  readonly platform: string
  readonly networkName: string
  readonly features: readonly string[]
}

export function versionText(): string {
  return `Weir version ${weirVersion} (HAProxy language ${languageVersion})`
}

export function bareVersion(form: 'bare' | 'bare-short' | 'bare-branch'): string {
  return form === 'bare' ? languageVersion : languageBranch
}

export function buildDetails(facts: RuntimeFacts): string {
  return [
    versionText(),
    '',
    `Running on: ${facts.platform}`,
    `Runtime: Node.js ${facts.nodeVersion}`,
    `Running on OpenSSL version : OpenSSL ${facts.tlsVersion}`,
    '',
    `Feature list : ${facts.features.map((feature) => `+${feature}`).join(' ')}`,
    '',
    'Default settings :',
    '  bufsize = 16384, maxrewrite = 1024',
    '',
    'Available polling systems :',
    `      ${facts.networkName} : pref=300,  test result OK`,
    'Total: 1 (1 usable), will use it.',
  ].join('\n')
}

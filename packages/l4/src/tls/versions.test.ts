import { expect, test } from 'vitest'
import { settleVersions, type VersionName, type VersionWords, versionOf } from './versions.ts'

const words = (minimum: VersionName | null, maximum: VersionName | null, ...disabled: VersionName[]): VersionWords => ({
  minimum,
  maximum,
  disabled: new Set(disabled),
})

test.each<[string, VersionWords, VersionName | null, string | null, readonly string[]]>([
  ['nothing said, a listener', words(null, null), 'TLSv1.2', 'TLSv1.2 TLSv1.3', []],
  ['nothing said, a server', words(null, null), null, 'TLSv1 TLSv1.3', []],
  ['both bounds', words('TLSv1.1', 'TLSv1.2'), 'TLSv1.2', 'TLSv1.1 TLSv1.2', []],
  ['bounds the wrong way round', words('TLSv1.3', 'TLSv1.2'), 'TLSv1.2', null, []],
  ['a maximum below the default minimum', words(null, 'TLSv1.1'), 'TLSv1.2', 'TLSv1.1 TLSv1.1', ['ambiguous']],
  ['only SSLv3', words('SSLv3', 'SSLv3'), 'TLSv1.2', null, []],
  ['from SSLv3 on', words('SSLv3', null), 'TLSv1.2', 'TLSv1 TLSv1.3', []],
  ['1.2 disabled, a listener', words(null, null, 'TLSv1.2'), 'TLSv1.2', 'TLSv1.3 TLSv1.3', []],
  ['1.2 disabled, a server', words(null, null, 'TLSv1.2'), null, 'TLSv1 TLSv1.3', ['hole']],
  ['disabled beside a bound', words('TLSv1.0', null, 'TLSv1.1'), 'TLSv1.2', 'TLSv1 TLSv1.3', ['ignored']],
  ['all disabled', words(null, null, 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'), 'TLSv1.2', null, []],
])('%s', (_name, said, defaultMinimum, range, findings) => {
  const settled = settleVersions(said, defaultMinimum)
  expect(settled.range === null ? null : `${settled.range.minVersion} ${settled.range.maxVersion}`).toBe(range)
  expect(settled.findings.map(({ kind }) => kind)).toEqual(findings)
})

test('words name versions', () => {
  expect(['no-sslv3', 'force-tlsv10', 'no-tlsv13'].map(versionOf)).toEqual(['SSLv3', 'TLSv1.0', 'TLSv1.3'])
})

import { describe, expect, test } from 'vitest'
import { checkConfiguration, isBuilt, runCommand } from './daemon.ts'

const good = `
defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
frontend f
  bind 127.0.0.1:18080
  default_backend b
backend b
  server s 127.0.0.1:18081
`

describe.skipIf(!isBuilt)('command line', () => {
  test('-c is silent on a valid configuration', async () => {
    expect(await checkConfiguration(good)).toMatchObject({ status: 0, output: '', errors: '' })
  })

  test('-c -V says so', async () => {
    expect(await checkConfiguration(good, ['-V'])).toMatchObject({ status: 0, output: 'Configuration file is valid\n' })
  })

  test('a fault gives exit 1 with file and line', async () => {
    const result = await checkConfiguration(good.replace('default_backend b', 'defalt_backend b'))
    expect(result.status).toBe(1)
    expect(result.errors).toMatch(
      /\[ALERT\] {4}\(\d+\) : config : parsing \[.*test\.cfg:9\] : unknown keyword 'defalt_backend' in 'frontend' section; did you mean 'default_backend' maybe \?/,
    )
    expect(result.errors).toContain('Fatal errors found in configuration.')
  })

  test('-q mutes everything', async () => {
    expect(await checkConfiguration(`${good}  nonsense\n`, ['-q'])).toMatchObject({ status: 1, output: '', errors: '' })
  })

  test('-dW turns warnings into a failure', async () => {
    const warned = good.replace('  timeout client 1s\n', '')
    expect(await checkConfiguration(warned)).toMatchObject({ status: 0, output: 'Warnings were found.\n' })
    expect((await checkConfiguration(warned, ['-dW'])).status).toBe(1)
  })

  test('a configuration without listeners is valid, but does not start', async () => {
    const backendOnly = good.slice(0, good.indexOf('frontend')) + good.slice(good.indexOf('\nbackend b'))
    expect((await checkConfiguration(backendOnly)).status).toBe(0)
  })

  test('a missing file is an error', async () => {
    const result = await runCommand(['-c', '-f', 'does-not-exist.cfg'])
    expect(result.status).toBe(1)
    expect(result.errors).toContain('No such file or directory')
  })

  test('-v tells both versions', async () => {
    expect(await runCommand(['-v'])).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^Weir version .*3\.5-dev5/),
    })
  })

  test('an unknown option prints the usage and fails', async () => {
    const result = await runCommand(['--nonsense'])
    expect(result.status).toBe(1)
    expect(result.errors + result.output).toContain('Usage')
  })

  test.each([
    ['version_atleast(3.5-dev5)', 0],
    ['version_before(2.6)', 1],
    ['nonsense(', 2],
  ])('-cc %s exits with %i', async (condition, status) => {
    expect((await runCommand(['-cc', condition])).status).toBe(status)
  })
})

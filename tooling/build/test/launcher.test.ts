import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const launcher = join(import.meta.dirname, '../../../apps/weir/bin/weir')

let root = ''
afterEach(() => rmSync(root, { recursive: true }))

/** An installation whose daemon tells how it was started, on a runtime of its own or on one in PATH. */
function installation(options: { runtime?: boolean; bundle?: boolean } = {}): string {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'weir-launcher-')))
  mkdirSync(join(root, 'app/bin'), { recursive: true })
  mkdirSync(join(root, 'app/dist'))
  mkdirSync(join(root, 'path'))
  copyFileSync(launcher, join(root, 'app/bin/weir'))
  chmodSync(join(root, 'app/bin/weir'), 0o755)
  if (options.bundle !== false) {
    const tell = {
      arguments: 'process.argv.slice(2)',
      runtime: 'process.execPath',
      pid: 'process.pid',
    }
    const fields = Object.entries(tell).map(([name, value]) => `${name}: ${value}`)
    writeFileSync(join(root, 'app/dist/boot.mjs'), `console.log(JSON.stringify({ ${fields.join(', ')} }))`)
  }
  if (options.runtime !== false) {
    mkdirSync(join(root, 'app/node_modules/node/bin'), { recursive: true })
    symlinkSync(process.execPath, join(root, 'app/node_modules/node/bin/node'))
  }
  return join(root, 'app/bin/weir')
}

/** A `node` in PATH that says `version`, and otherwise is this one. */
function nodeInPath(version: string): void {
  writeFileSync(
    join(root, 'path/node'),
    `#!/bin/sh\n[ "$1" = --version ] && echo ${version} && exit\nexec ${process.execPath} "$@"\n`,
  )
  chmodSync(join(root, 'path/node'), 0o755)
}

const tell = (command: string, ...given: string[]) =>
  JSON.parse(execFileSync(command, given, { encoding: 'utf8', cwd: '/', env: { PATH: `${root}/path:/usr/bin:/bin` } }))

test('arguments arrive as they are', () => {
  expect(tell(installation(), '-f', 'a b.cfg', '', '-db').arguments).toEqual(['-f', 'a b.cfg', '', '-db'])
})

test.each(['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the daemon', async (signal) => {
  const command = installation({ bundle: false })
  writeFileSync(
    join(root, 'app/dist/boot.mjs'),
    `process.on('${signal}', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready')`,
  )
  const child = spawn(command, [], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  child.kill(signal)
  expect(await ended).toEqual([7, null])
})

test('through a symbolic link in another directory', () => {
  const command = installation()
  symlinkSync('../app/bin/weir', join(root, 'path/weir'))
  expect(tell(join(root, 'path/weir'), '-v').arguments).toEqual(['-v'])
  expect(tell('weir', '-v').arguments).toEqual(['-v'])
  expect(tell(command).arguments).toEqual([])
})

test('the process is replaced, so that its id is the one that was started', () => {
  const command = installation()
  const { pid, stdout } = spawnSync(command, [], { encoding: 'utf8' })
  expect(JSON.parse(stdout).pid).toBe(pid)
})

test.each(['v22.15.0', 'v22.20.1', 'v23.0.0', 'v26.10.0'])(
  '%s in PATH will do where no runtime is installed',
  (version) => {
    const command = installation({ runtime: false })
    nodeInPath(version)
    expect(tell(command, 'x').arguments).toEqual(['x'])
  },
)

test.each(['v22.14.0', 'v20.20.2', 'v18.0.0'])('%s in PATH is refused', (version) => {
  const command = installation({ runtime: false })
  nodeInPath(version)
  const { status, stderr } = spawnSync(command, [], { encoding: 'utf8', env: { PATH: `${root}/path:/usr/bin:/bin` } })
  expect(stderr).toBe(`weir: needs Node 22.15 or later, but found ${version}\n`)
  expect(status).toBe(1)
})

test('a daemon that is not built says what to do', () => {
  const { status, stderr } = spawnSync(installation({ bundle: false }), [], { encoding: 'utf8' })
  expect(stderr).toBe("weir: the daemon is not built: run 'pnpm build'\n")
  expect(status).toBe(1)
})

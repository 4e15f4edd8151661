import { expect, test } from 'vitest'
import { parseConfig } from './parse-config.ts'
import { Paths } from './paths.ts'
import { vocabulary } from './testing.ts'

test.each([
  ['current', '', '/etc/haproxy/haproxy.cfg', 'maps/a', 'maps/a'],
  ['config', '', '/etc/haproxy/haproxy.cfg', 'maps/a', '/etc/haproxy/maps/a'],
  ['config', '', 'haproxy.cfg', 'maps/a', 'maps/a'],
  ['config', '', '/haproxy.cfg', 'a', '/a'],
  ['parent', '', '/etc/haproxy/config/haproxy.cfg', 'a', '/etc/haproxy/config/../a'],
  ['parent', '', 'haproxy.cfg', 'a', '../a'],
  ['parent', '', '/haproxy.cfg', 'a', '/../a'],
  ['origin', '/srv/', 'haproxy.cfg', 'a', '/srv/a'],
  ['origin', '/srv', 'haproxy.cfg', '/a', '/a'],
])('%s %s from %s: %s is %s', (policy, origin, file, path, resolved) => {
  const paths = new Paths()
  paths.enterFile(file)
  paths.setPolicy(policy, origin)
  expect(paths.resolve(path)).toBe(resolved)
})

test('default-path counts for the lines that follow, in every file', () => {
  const read: string[] = []
  const text = (policy: string) => `global\n${policy}\nbackend b${policy.length}\n errorfile 503 e.http\n`
  parseConfig({
    vocabulary,
    files: [
      { name: '/one/a.cfg', text: text(' #') },
      { name: '/two/b.cfg', text: text(' default-path config') },
      { name: '/three/c.cfg', text: text(' # the same') },
    ],
    configFiles: {
      read(path) {
        read.push(path)
        return { text: '' }
      },
      list: () => ({ names: [] }),
    },
  })
  expect(read).toEqual(['e.http', '/two/e.http', '/three/e.http'])
})

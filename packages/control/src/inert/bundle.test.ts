import { createVocabulary, defineDirective } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { controlBundle } from '../bundle.ts'
import { inertOptions } from '../options.ts'
import { createInertBundle } from './bundle.ts'

test('values are read, checked and kept', () => {
  const { directives = [] } = createInertBundle([])
  const apply = (line: string) =>
    applyLine(directives.find(({ name }) => name === line.replace(/^no /, '').split(' ')[0])!, line)
  expect(apply('tune.runqueue-depth 200').record).toEqual({ values: new Map([['tune.runqueue-depth', '200']]) })
  expect(apply('ssl-passphrase-cmd /bin/pass -q').record).toEqual({
    values: new Map([['ssl-passphrase-cmd', '/bin/pass -q']]),
  })
  expect(apply('no numa-cpu-mapping').record).toEqual({ values: new Map([['numa-cpu-mapping', 'off']]) })
  expect(apply('tune.pipesize x').errors).toHaveLength(1)
  expect(apply('httpclient.resolvers.prefer ipv6').errors).toEqual([])
  expect(apply('httpclient.ssl.verify optional').errors).toHaveLength(1)
  expect(apply('httpclient.resolvers.prefer 5s').errors).toHaveLength(1)
  expect(apply('tune.lua.maxmem 1x').errors).toHaveLength(1)
  expect(apply('tune.peers.max-updates-at-once 0').errors).toHaveLength(1)
  expect(apply('nosplice x').errors).toEqual(["unexpected argument 'x'"])
})

test('every one says why', () => {
  for (const { name, withoutEffect } of createInertBundle([]).directives ?? []) {
    expect([name, typeof withoutEffect]).toEqual([name, 'string'])
  }
})

test('an engine that brings a keyword takes its place', () => {
  const engine = {
    name: 'engine',
    directives: [
      defineDirective({
        name: 'spread-checks',
        summary: 'Spreads checks.',
        sections: ['global'],
        options: inertOptions,
        params: [],
        apply: () => {},
      }),
    ],
  }
  const bundles = [controlBundle, engine]
  const vocabulary = createVocabulary([...bundles, createInertBundle(bundles)])
  expect(vocabulary.directives('global').get('spread-checks')).toBe(engine.directives[0])
  expect(vocabulary.directives('global').has('daemon')).toBe(true)
})

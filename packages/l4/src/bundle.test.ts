import { createVocabulary } from '@weir/keyword'
import { logBundle } from '@weir/log'
import { sampleBundle } from '@weir/sample'
import { expect, test } from 'vitest'
import { l4Bundle } from './bundle.ts'

test('joins the bundles below without a clash', () => {
  const vocabulary = createVocabulary([sampleBundle, logBundle, l4Bundle])
  expect(vocabulary.fetches.get('req_ssl_sni')?.name).toBe('req.ssl_sni')
  expect(vocabulary.action('tcp-request content', 'set-mark')?.keyword.name).toBe('set-fc-mark')
  expect(vocabulary.refused('bind-option', 'tcp-md5sig')?.reason).toContain('Node')
})

test('nothing is offered and refused at once', () => {
  const vocabulary = createVocabulary([l4Bundle])
  for (const { slot, name } of l4Bundle.refused!) {
    const isOffered =
      (slot === 'bind-option' && vocabulary.bindOptions.has(name)) ||
      (slot === 'server-option' && vocabulary.serverOptions.has(name)) ||
      (slot === 'fetch' && vocabulary.fetches.has(name))
    expect([slot, name, isOffered]).toEqual([slot, name, false])
  }
})

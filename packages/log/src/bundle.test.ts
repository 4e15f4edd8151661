import { createVocabulary } from '@weir/keyword'
import { expect, test } from 'vitest'
import { logBundle } from './bundle.ts'

test('the bundle makes a vocabulary', () => {
  const vocabulary = createVocabulary([logBundle])
  expect([...vocabulary.directives('ring').keys()].sort()).toEqual([
    'backing-file',
    'description',
    'format',
    'maxlen',
    'server',
    'size',
    'timeout',
    'timeout connect',
    'timeout server',
  ])
  expect([...vocabulary.directives('log-profile').keys()].sort()).toEqual(['log-tag', 'on'])
  expect([...vocabulary.directives('global').keys()].sort()).toEqual(['log', 'log-send-hostname', 'log-tag'])
  expect([...vocabulary.serverOptions.keys()].sort()).toEqual(['log-bufsize', 'log-proto'])
})

import { expect, test } from 'vitest'
import { parseAgentAnswer } from './agent-answer.ts'

const nothing = { weight: null, maxconn: null, admin: null, state: null, unknown: null, warning: null }

test.each([
  ['75%', { weight: { percent: 75 } }],
  ['weight:30%', { weight: { percent: 30 } }],
  ['weight:300', { weight: { absolute: 256 } }],
  ['maxconn:30', { maxconn: 30 }],
  ['ready', { admin: 'ready' }],
  ['drain', { admin: 'drain' }],
  ['maint', { admin: 'maint' }],
  ['up', { state: { isDown: false, word: 'up', description: null } }],
  ['  UP', { state: { isDown: false, word: 'UP', description: null } }],
  ['READY Down', { admin: 'ready', state: { isDown: true, word: 'Down', description: null } }],
  ['down #too hot', { state: { isDown: true, word: 'down', description: 'too hot' } }],
  ['fail # too hot ', { state: { isDown: true, word: 'fail', description: 'too hot' } }],
  ['stopped too hot', { state: { isDown: true, word: 'stopped', description: 'too' }, unknown: 'too' }],
  ['down\tfoo up', { state: { isDown: false, word: 'up', description: 'foo' }, unknown: 'foo' }],
  [
    'up ready,50%\tmaxconn:9',
    {
      state: { isDown: false, word: 'up', description: null },
      admin: 'ready',
      weight: { percent: 50 },
      maxconn: 9,
    },
  ],
  ['down#too hot', { unknown: 'down#too' }],
  ['gibberish 5 %', { unknown: 'gibberish' }],
  ['failed', { unknown: 'failed' }],
  ['-5%', { unknown: '-5%' }],
  ['5%%', { warning: 'Trailing garbage in weight string' }],
  ['maxconn:abc', { warning: 'maxconn string empty or preceded by garbage' }],
  ['maxconn:5x', { warning: 'Trailing garbage in maxconn string' }],
  ['', {}],
])('%s', (line, expected) => {
  expect(parseAgentAnswer(line)).toEqual({ ...nothing, ...expected })
})

import { expect, test } from 'vitest'
import { parseAgentAnswer } from './agent-answer.ts'

const nothing = { weight: null, maxconn: null, admin: null, state: null }

test.each([
  ['75%', { weight: { percent: 75 } }],
  ['weight:30%', { weight: { percent: 30 } }],
  ['weight:300', { weight: { absolute: 256 } }],
  ['maxconn:30', { maxconn: 30 }],
  ['ready', { admin: 'ready' }],
  ['drain', { admin: 'drain' }],
  ['maint', { admin: 'maint' }],
  ['up', { state: { word: 'up', description: null } }],
  ['down #too hot', { state: { word: 'down', description: 'too hot' } }],
  ['fail # too hot ', { state: { word: 'fail', description: 'too hot' } }],
  ['stopped', { state: { word: 'stopped', description: null } }],
  [
    'up ready,50%\tmaxconn:9',
    { state: { word: 'up', description: null }, admin: 'ready', weight: { percent: 50 }, maxconn: 9 },
  ],
  ['down#too hot', {}],
  ['gibberish 5 %', {}],
  ['', {}],
])('%s', (line, expected) => {
  expect(parseAgentAnswer(line)).toEqual({ ...nothing, ...expected })
})

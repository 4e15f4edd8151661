import { expect, test } from 'vitest'
import { responseOf } from '../testing/message-of.ts'
import { HintStore, hintLinesOf } from './hint-store.ts'

test.each<[string[], string[]]>([
  [[], []],
  [['link: </a>; rel=preload'], ['</a>; rel=preload']],
  [['link: </a>; rel="stylesheet PRELOAD"; as=style'], ['</a>; rel="stylesheet PRELOAD"; as=style']],
  [['link: </a>; rel=next, </b>; rel=prefetch'], ['</b>; rel=prefetch']],
  [
    ['link: </a,b>; rel=preconnect, <//c>;rel=dns-prefetch', 'link: </d>; title="x, y"; rel=modulepreload'],
    ['</a,b>; rel=preconnect', '<//c>;rel=dns-prefetch', '</d>; title="x, y"; rel=modulepreload'],
  ],
  [['link: </a>; title="rel=preload"'], []],
  [['link: </a>'], []],
])('%j', (lines, expected) => {
  expect(hintLinesOf(responseOf(lines))).toBe(expected.map((link) => `link: ${link}\r\n`).join(''))
})

test('the oldest hints go when room is needed', () => {
  const store = new HintStore(3)
  const lines = 'x'.repeat(1000)
  for (const key of ['a', 'b', 'c']) store.store(key, lines)
  store.store('a', `${lines}!`)
  store.store('d', lines)
  expect(['a', 'b', 'c', 'd'].map((key) => store.find(key).length)).toEqual([1001, 0, 1000, 1000])
  store.store('a', '')
  expect(store.find('a')).toBe('')
  store.store('e', 'x'.repeat(4000))
  expect([store.find('e'), store.find('c').length]).toEqual(['', 1000])
})

import { expect, test } from 'vitest'
import { hintAmong, nearest } from './suggest.ts'

test.each<[string, string[], string | null]>([
  ['optin', ['option', 'bind'], 'option'],
  ['httplgo', ['httplog', 'tcplog'], 'httplog'],
  ['leaseconn', ['leastconn', 'first'], 'leastconn'],
  ['maxcon', ['maxconn', 'maxconnrate'], 'maxconn'],
  ['foo', ['bar'], null],
  ['server', [], null],
  ['x', ['y'], null],
  ['ab', ['ac'], 'ac'],
  ['ab', ['cd'], null],
  ['', ['a'], null],
  ['bind', ['bind'], 'bind'],
])('%s among %j', (word, known, suggestion) => expect(nearest(word, known)).toBe(suggestion))

test('the nearest wins, then the first', () => {
  expect(nearest('timeouts', ['timeou', 'timeout'])).toBe('timeout')
  expect(nearest('abcx', ['abcy', 'abcz'])).toBe('abcy')
})

test('the remedy is the nearest of a list, or all of it', () => {
  expect(hintAmong('htpp', ['tcp', 'http'])).toBe("did you mean 'http' maybe ?")
  expect(hintAmong('quic', ['tcp', 'http'])).toBe("one of 'tcp', 'http'")
})

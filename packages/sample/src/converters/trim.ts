/** Taking characters away from the ends (manual 7.3.1). */
import { custom, defineConverter } from '@weir/keyword'

const characters = custom('chars', '<chars>', (reader) => reader.next()?.text ?? '')

export const ltrim = defineConverter({
  name: 'ltrim',
  summary: 'Takes the given characters away from the start.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [characters],
  examples: [{ expression: 'str(xyaxy),ltrim(xy)', gives: 'axy' }],
  bind:
    ([set]) =>
    (input) => {
      let start = 0
      while (start < input.length && set.includes(input[start]!)) start++
      return input.slice(start)
    },
})

export const rtrim = defineConverter({
  name: 'rtrim',
  summary: 'Takes the given characters away from the end.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [characters],
  examples: [{ expression: 'str(xyaxy),rtrim(xy)', gives: 'xya' }],
  bind:
    ([set]) =>
    (input) => {
      let end = input.length
      while (end > 0 && set.includes(input[end - 1]!)) end--
      return input.slice(0, end)
    },
})

export const cutCrlf = defineConverter({
  name: 'cut_crlf',
  summary: 'Cuts a string at its first carriage return or line feed.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [{ expression: 'bin(61620d0a63),cut_crlf', gives: 'ab' }],
  bind: () => (input) => {
    const end = input.search(/[\r\n]/)
    return end < 0 ? input : input.slice(0, end)
  },
})

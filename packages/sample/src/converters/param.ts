import { custom, defineConverter, FAILED, text } from '@weir/keyword'

/** Finds `name` in a list of `name=value`. Manual 7.3.1. */
export const param = defineConverter({
  name: 'param',
  summary: 'Gives the value of the first parameter of a name in a delimited list.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [
    text('name'),
    custom('delimiter', '[delimiter]', (reader) => {
      const written = reader.next()?.text ?? '&'
      if (written.length === 1) return written
      if (/^0[xX][0-9a-fA-F]{2}$/.test(written)) return String.fromCharCode(Number(written))
      reader.fail(`expects one character or '0xHH' as the delimiter, but got '${written}'`)
      return FAILED
    }),
  ],
  examples: [
    { expression: 'str(a=1&b=2&b=3),param(b)', gives: '2' },
    { expression: 'str(a;b=2),param(a,;)', gives: '' },
    { expression: 'str(a=1),param(c)', gives: null },
  ],
  check([name], complain) {
    if (name === '') complain('expects a name', 0)
  },
  bind:
    ([name, delimiter]) =>
    (input) => {
      for (let start = 0; start <= input.length; ) {
        let end = input.indexOf(delimiter, start)
        if (end < 0) end = input.length
        if (input.startsWith(name, start)) {
          const after = start + name.length
          if (after === end) return ''
          if (after < end && input[after] === '=') return input.slice(after + 1, end)
        }
        start = end + 1
      }
      return null
    },
})

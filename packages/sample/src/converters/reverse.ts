/** Turning strings round (manual 7.3.1). */
import { defineConverter } from '@weir/keyword'

function reverseBytes(input: string): string {
  let reversed = ''
  for (let index = input.length - 1; index >= 0; index--) reversed += input[index]
  return reversed
}

export const reverse = defineConverter({
  name: 'reverse',
  summary: 'Reverses the bytes of a string.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [{ expression: 'str(abc),reverse', gives: 'cba' }],
  bind: () => reverseBytes,
})

/** One trailing dot is ignored; an empty name or label gives no sample. */
export const reverseDom = defineConverter({
  name: 'reverse_dom',
  summary: 'Reverses the labels of a domain name.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [
    { expression: 'str(mail.example.com.),reverse_dom', gives: 'com.example.mail' },
    { expression: 'str(a..b),reverse_dom', gives: null },
  ],
  bind: () => (input) => {
    const labels = (input.endsWith('.') ? input.slice(0, -1) : input).split('.')
    return labels.includes('') ? null : labels.reverse().join('.')
  },
})

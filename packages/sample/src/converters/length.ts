import { defineConverter } from '@weir/keyword'

export const length = defineConverter({
  name: 'length',
  summary: 'Gives the length of a string in bytes.',
  manual: '7.3.1',
  in: 'str',
  out: 'sint',
  params: [],
  examples: [
    { expression: 'str(abc),length', gives: '3' },
    { expression: 'ipv4(10.0.0.1),length', gives: '8' },
  ],
  bind: () => (input) => input.length,
})

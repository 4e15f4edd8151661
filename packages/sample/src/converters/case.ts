/** `lower` and `upper`: ASCII letters only (manual 7.3.1). */
import { defineConverter } from '@weir/keyword'
import { lowerAscii, upperAscii } from '../bytes.ts'

export const lower = defineConverter({
  name: 'lower',
  summary: 'Turns ASCII letters to lower case.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [{ expression: 'str(AbC-1),lower', gives: 'abc-1' }],
  bind: () => lowerAscii,
})

export const upper = defineConverter({
  name: 'upper',
  summary: 'Turns ASCII letters to upper case.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [{ expression: 'str(AbC-1),upper', gives: 'ABC-1' }],
  bind: () => upperAscii,
})

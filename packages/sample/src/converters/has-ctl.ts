import { custom, defineConverter, FAILED } from '@weir/keyword'

const named: Readonly<Record<string, number>> = { any: 0x1ffffffff, http: 0x2401 }

/** Looks for control characters. Bit n of the mask stands for the character n, bit 32 for DEL. Manual 7.3.1. */
export const hasCtl = defineConverter({
  name: 'has_ctl',
  summary: 'Tells whether there is any of the control characters of a mask; all but the tab unless given.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bool',
  params: [
    custom('mask', '[mask]', (reader) => {
      const text = reader.next()?.text ?? ''
      if (text === '') return 0x1fffffdff
      const mask = named[text] ?? (/^(0[xX][0-9a-fA-F]{1,9}|[0-9]{1,10})$/.test(text) ? Number(text) : -1)
      if (mask >= 0 && mask <= 0x1ffffffff) return mask
      reader.fail(`expects a mask of at most 33 bits, 'any' or 'http', but got '${text}'`)
      return FAILED
    }),
  ],
  examples: [
    { expression: 'bin(610a),has_ctl', gives: '1' },
    { expression: 'bin(6109),has_ctl', gives: '0' },
    { expression: 'bin(6109),has_ctl(any)', gives: '1' },
  ],
  bind([mask]) {
    const low = mask % 2 ** 32
    const hasDelete = mask >= 2 ** 32
    return (input) => {
      for (const byte of input) {
        if (byte < 32 ? (low >>> byte) & 1 : byte === 127 && hasDelete) return true
      }
      return false
    }
  },
})

/** What matching costs with few and with many patterns: `node packages/sample/bench/patterns.ts`. */
import { parseIpAddress } from '@weir/base'
import { createIndex, type PatternIndex, type PatternMethod, PatternSet } from '../src/index.ts'
import { measure } from './measure.ts'

const value = '/static/images/www.example.com/logo-4242.png'
const address = parseIpAddress('10.77.3.4')!

const pattern: Readonly<Record<string, (number: number) => string>> = {
  str: (number) => `/static/images/${number}`,
  beg: (number) => `/static/img${number % 1000}/${number}`,
  end: (number) => `-${number}x.png`,
  sub: (number) => `needle-${number}-`,
  dir: (number) => `dir-${number}`,
  dom: (number) => `host-${number}.example`,
  int: (number) => `${number * 10}:${number * 10 + 5}`,
  ip: (number) => `10.${(number >> 8) & 255}.${number & 255}.0/24`,
}

for (const [method, make] of Object.entries(pattern)) {
  for (const count of [10, 100_000]) {
    const set = new PatternSet(0, { name: null, reference: '', isMap: false })
    for (let number = 0; number < count; number++) set.add(make(number))
    const index = createIndex(method as PatternMethod, { ignoreCase: false })
    set.attach(index)
    const find = index as PatternIndex<unknown>
    const input = method === 'int' ? 424_247 : method === 'ip' ? address : value
    find.find(input)
    measure(`${method}, ${count} patterns`, () => find.find(input), 200_000)
  }
}

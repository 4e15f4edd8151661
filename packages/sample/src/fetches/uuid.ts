import { defineFetch, type SampleContext } from '@weir/keyword'
import { sint, withDefault } from '../parameters.ts'

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** RFC 9562 §5.4: random but for version and variant. */
function uuid4({ random }: SampleContext): string {
  const [a, b, c, d] = [random.uint32(), random.uint32(), random.uint32(), random.uint32()]
  return `${hex(a, 8)}-${hex(b >>> 16, 4)}-4${hex(b & 0xfff, 3)}-${hex(((c >>> 16) & 0x3fff) | 0x8000, 4)}-${hex(c & 0xffff, 4)}${hex(d, 8)}`
}

/** RFC 9562 §5.7: milliseconds, then chance. */
function uuid7({ clock, random }: SampleContext): string {
  const time = hex(Math.floor(clock.wallMs()), 12)
  const [b, c, d] = [random.uint32(), random.uint32(), random.uint32()]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(b & 0xfff, 3)}-${hex(((c >>> 16) & 0x3fff) | 0x8000, 4)}-${hex(c & 0xffff, 4)}${hex(d, 8)}`
}

/** A UUID of version 4 (random) or 7 (ordered by time). Manual 7.3.2. */
export const uuid = defineFetch({
  name: 'uuid',
  summary: 'Gives a UUID of version 4, or of version 7.',
  manual: '7.3.2',
  out: 'str',
  source: 'constant',
  params: [withDefault(sint('version'), 4)],
  check([version], complain) {
    if (version !== 4 && version !== 7) complain(`unsupported UUID version '${version}'`, 0)
  },
  bind: ([version]) => (version === 7 ? uuid7 : uuid4),
})

import { defineFilter } from '@weir/keyword'
import { CompressionFilter } from '../compression/compression-filter.ts'

const describeDuplicate = (_id: string, proxyName: string): string =>
  `${proxyName}: Proxy supports only one compression filter`

/** Where compression stands among the filters of a proxy. Manual 9.2. */
export const compression = defineFilter({
  name: 'compression',
  summary: "Packs the bodies that 'compression' lines tell of, of the ways that 'compression direction' names.",
  manual: '9.2',
  params: [],
  describeDuplicate,
  create: (_values, _binder, { id }) => new CompressionFilter(id, null, null),
})

export const compReq = defineFilter({
  name: 'comp-req',
  summary: 'Packs the bodies of requests.',
  manual: '9.2',
  params: [],
  describeDuplicate,
  create: (_values, _binder, { id }) => new CompressionFilter(id, true, false),
})

export const compRes = defineFilter({
  name: 'comp-res',
  summary: 'Packs the bodies of responses.',
  manual: '9.2',
  params: [],
  describeDuplicate,
  create: (_values, _binder, { id }) => new CompressionFilter(id, false, true),
})

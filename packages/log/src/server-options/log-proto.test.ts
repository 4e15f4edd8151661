import { OptionsStore, type ServerOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type LogServerOptions, logServerOptions } from '../options.ts'
import { applyLine } from '../testing.ts'
import { logBufsize, logProto } from './log-proto.ts'

const asLine = (option: ServerOptionKeyword<never, LogServerOptions>, line: string) =>
  applyLine({ ...option, kind: 'directive', sections: ['ring'] } as never, line, { store: new OptionsStore() })

test.each([
  [logProto, 'log-proto octet-count', { framing: 'octet-count', bufferSizeBytes: null }],
  [logBufsize, 'log-bufsize 4096', { framing: 'legacy', bufferSizeBytes: 4096 }],
])('$name', (option, line, record) => {
  expect(asLine(option as never, line)).toEqual({
    record: { ...logServerOptions.create(), ...record },
    errors: [],
    warnings: [],
    notes: [],
  })
})

test.each([
  [logProto, 'log-proto foo', /expects one of 'legacy', 'octet-count'/],
  [logBufsize, 'log-bufsize 32k', /unable to create a new sink buffer/],
  [logBufsize, 'log-bufsize 0', /unable to create a new sink buffer/],
])('$name refuses %s', (option, line, error) => {
  expect(asLine(option as never, line).errors).toEqual([expect.stringMatching(error)])
})

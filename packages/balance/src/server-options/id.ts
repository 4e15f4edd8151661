import { defineServerOption, int, text } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const serverId = defineServerOption({
  name: 'id',
  summary: 'Sets the numeric identifier of the server, unique in its backend.',
  manual: '5.2',
  options: serverOptions,
  onDefaultServer: false,
  params: [int('id', { min: 1, max: 2 ** 32 - 1 })],
  apply(record, [value]) {
    record.id = value
  },
})

export const serverGuid = defineServerOption({
  name: 'guid',
  summary: 'Sets an identifier of the server that is unique among all proxies, servers and listeners.',
  manual: '5.2',
  options: serverOptions,
  onDefaultServer: false,
  params: [text('string')],
  apply(record, [value], site) {
    const forbidden = /[^A-Za-z0-9.:_-]/.exec(value)?.[0]
    if (forbidden !== undefined) site.complain(`'guid': invalid character '${forbidden}'`)
    else if (value.length > 127) site.complain("'guid': invalid length, 127 characters are the most")
    else record.guid = value
  },
})

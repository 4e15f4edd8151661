import { defineServerOption, int, text } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const serverId = defineServerOption({
  name: 'id',
  summary: 'Sets the numeric identifier of the server, unique in its backend.',
  manual: '5.2',
  options: serverOptions,
  onDefaultServer: false,
  params: [int('id', { min: 1, max: 2 ** 31 - 1 })],
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
    if (/^[\x21-\x7e]{1,127}$/.test(value)) record.guid = value
    else site.complain(`'guid' expects up to 127 printable characters, but got '${value}'`)
  },
})

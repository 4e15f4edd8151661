import { defineServerOption } from '@weir/keyword'
import { type TransportOptions, transportOptions } from '../transport-options.ts'

const rows: readonly (readonly [string, TransportOptions['sendProxy'], string])[] = [
  ['send-proxy', 1, 'Tells the server the client’s addresses in a PROXY header, version 1.'],
  ['send-proxy-v2', 2, 'Tells the server the client’s addresses in a PROXY header, version 2.'],
  ['no-send-proxy', null, 'Sends no PROXY header.'],
  ['no-send-proxy-v2', null, 'Sends no PROXY header of version 2.'],
]

/** PROXY headers to servers (manual 5.2). */
export const sendProxyOptions = rows.map(([name, version, summary]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: transportOptions,
    params: [],
    apply(record) {
      record.sendProxy = version
    },
  }),
)

import { defineBindOption } from '@weir/keyword'
import { ticketRows } from '../tls/define-negotiation.ts'
import { defineTlsBindOption } from '../tls/define-tls-option.ts'
import { bindTlsOptions } from '../tls/options.ts'
import { neededFile } from '../tls/words.ts'

/** Whether sessions can be resumed with tickets (manual 5.1). */
export const tickets = ticketRows.map((row) => defineTlsBindOption(row))

/** The keys of tickets (manual 5.1). */
export const tlsTicketKeys = defineBindOption({
  name: 'tls-ticket-keys',
  summary: 'Loads the keys of session tickets from a file.',
  manual: '5.1',
  options: bindTlsOptions,
  params: [neededFile('keyfile', 'missing TLS ticket keys file path')],
  apply(record, [file]) {
    record.ticketKeys = file
  },
})

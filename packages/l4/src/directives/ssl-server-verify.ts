import { custom, defineDirective, int } from '@weir/keyword'
import { tlsProcessOptions } from '../tls/options.ts'

/** What servers with TLS that say nothing of it do with certificates (manual 3.1). */
export const sslServerVerify = defineDirective({
  name: 'ssl-server-verify',
  summary: 'Says whether certificates of servers are verified where their lines do not.',
  manual: '3.1',
  sections: ['global'],
  options: tlsProcessOptions,
  params: [
    custom('mode', '{ none | required }', (reader) => {
      const word = reader.next()
      if (word?.text === 'none' || word?.text === 'required') return word.text
      return reader.fail("'ssl-server-verify' expects 'none' or 'required' as argument.")
    }),
  ],
  apply(record, [mode]) {
    record.verifiesServers = mode === 'required'
  },
})

/** OpenSSL's security level for all listeners and servers. */
export const sslSecurityLevel = defineDirective({
  name: 'ssl-security-level',
  summary: 'Sets how weak keys and algorithms may be, from 0 for any to 5.',
  manual: '3.1',
  sections: ['global'],
  options: tlsProcessOptions,
  params: [int('level', { min: 0, max: 5 })],
  apply(record, [level]) {
    record.securityLevel = level
  },
})

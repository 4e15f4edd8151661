import { custom, defineDirective } from '@weir/keyword'
import { readCertificateWords } from '../tls/crt-list-words.ts'
import { bindTlsOptions, frontendCertificates } from '../tls/options.ts'

/** Gives a certificate to every `ssl` listener of the section. Manual 4.2. */
export const sslFUse = defineDirective({
  name: 'ssl-f-use',
  summary: 'Loads a certificate for all TLS listeners of the section.',
  manual: '4.2',
  sections: ['frontend', 'listen', 'backend'],
  options: frontendCertificates,
  params: [
    custom('certificate', '[option]* crt <file> [load option]*', (reader) =>
      readCertificateWords(reader, (word) => `'ssl-f-use': unknown keyword '${word}'`),
    ),
  ],
  apply(record, [{ crt, words }], site) {
    if (crt === null) site.complain("Trying to load a certificate but no 'crt' keyword specified.")
    else record.lines.push({ crt, words: words ?? bindTlsOptions.create(), span: site.span })
  },
})

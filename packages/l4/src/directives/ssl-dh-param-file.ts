import { custom, defineDirective, FAILED, int } from '@weir/keyword'
import { tlsProcessOptions } from '../tls/options.ts'

const withoutEffect = 'OpenSSL takes parameters that fit the key'

/** Parameters of finite-field key exchange (manual 3.1 and 3.2). */
export const dhParameters = [
  defineDirective({
    name: 'ssl-dh-param-file',
    summary: 'Loads the parameters of Diffie-Hellman key exchange.',
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    withoutEffect,
    params: [
      custom('file', '<file>', (reader) => {
        const word = reader.next()
        if (word === null)
          return reader.fail("'ssl-dh-param-file' expects a file path as an argument.", {
            code: 'config/missing-argument',
          })
        const file = reader.host.readFile(word.text)
        if ('text' in file && file.text.includes('-----BEGIN DH PARAMETERS-----')) return word.text
        reader.fail(`'ssl-dh-param-file': unable to load DH parameters from file <${word.text}>.`)
        return FAILED
      }),
    ],
    apply() {},
  }),
  defineDirective({
    name: 'tune.ssl.default-dh-param',
    summary: 'Limits the size of Diffie-Hellman parameters.',
    manual: '3.2',
    sections: ['global'],
    options: tlsProcessOptions,
    withoutEffect,
    params: [int('bits', { wraps: 32 })],
    apply(_record, [bits], site) {
      if (bits >>> 0 < 1024) site.complain("'tune.ssl.default-dh-param' expects a value >= 1024.")
    },
  }),
]

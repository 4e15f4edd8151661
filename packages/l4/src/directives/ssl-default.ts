import { custom, defineDirective, type Parameter, type Word } from '@weir/keyword'
import { type NegotiationRow, ticketRows, versionSwitchRows } from '../tls/define-negotiation.ts'
import { type NegotiationWords, type TlsProcessOptions, tlsProcessOptions } from '../tls/options.ts'
import { type VersionName, versionNames } from '../tls/versions.ts'

type Side = 'bind' | 'server'
const sides: readonly Side[] = ['bind', 'server']

const argument = (name: string, what: string): Parameter<string> =>
  custom(
    'value',
    '<value>',
    (reader) =>
      reader.next()?.text ??
      reader.fail(`global statement '${name}' expects ${what} as an argument.`, { code: 'config/missing-argument' }),
  )

const lists: readonly (readonly [
  suffix: string,
  field: 'ciphers' | 'cipherSuites' | 'curves' | 'signatureAlgorithms' | null,
  what: string,
  summary: string,
])[] = [
  ['ciphers', 'ciphers', 'a cipher suite', 'Sets the ciphers up to TLS 1.2'],
  ['ciphersuites', 'cipherSuites', 'a cipher suite', 'Sets the cipher suites of TLS 1.3'],
  ['curves', 'curves', 'a curves suite', 'Sets the groups of the key exchange'],
  ['sigalgs', 'signatureAlgorithms', 'a list of signature algorithms', 'Sets the signature algorithms'],
  ['client-sigalgs', null, 'a list of signature algorithms', 'Sets the signature algorithms of client authentication'],
]

const others: Readonly<Record<Side, string>> = { bind: 'listeners', server: 'servers' }

/** What listeners and servers start from (manual 3.1). */
export const defaultLists = sides.flatMap((side) =>
  lists.map(([suffix, field, what, summary]) =>
    defineDirective({
      name: `ssl-default-${side}-${suffix}`,
      summary: `${summary} for ${others[side]} that say nothing.`,
      manual: '3.1',
      sections: ['global'],
      options: tlsProcessOptions,
      ...(field === null ? { withoutEffect: 'Node has one list of signature algorithms for both sides' } : {}),
      params: [argument(`ssl-default-${side}-${suffix}`, what)],
      apply(record: TlsProcessOptions, [value]) {
        if (field !== null) record[side][field] = value
      },
    }),
  ),
)

type Apply = (record: TlsProcessOptions) => void

const nothing: Apply = () => {}
const common = (side: Side): Map<string, Apply> =>
  new Map(
    [...versionSwitchRows, ...ticketRows].map(({ name, apply }: NegotiationRow): [string, Apply] => [
      name,
      (record) => apply(record[side] as NegotiationWords, undefined),
    ]),
  )

const switches: Readonly<Record<Side, ReadonlyMap<string, Apply>>> = {
  bind: new Map<string, Apply>([
    ...common('bind'),
    ['prefer-client-ciphers', (record) => (record.bind.prefersClientCiphers = true)],
    ['strict-sni', (record) => (record.bind.isStrict = true)],
    ['no-strict-sni', (record) => (record.bind.isStrict = false)],
  ]),
  server: new Map<string, Apply>([...common('server'), ['renegotiate', nothing], ['no-renegotiate', nothing]]),
}

const optionWords = (side: Side): Parameter<readonly Apply[]> =>
  custom('options', '<option>*', (reader) => {
    const name = `ssl-default-${side}-options`
    const applies: Apply[] = []
    for (let word: Word | null = reader.next(); word !== null; word = reader.next()) {
      const { text } = word
      const apply = switches[side].get(text)
      if (apply !== undefined) applies.push(apply)
      else if (text === 'ssl-min-ver' || text === 'ssl-max-ver') {
        const value = reader.next()
        if (value === null)
          return reader.fail(`'${text}' : missing the ssl/tls version on global statement '${name}'.`, {
            code: 'config/missing-argument',
          })
        const version = versionNames.find((known) => known === value.text)
        if (version === undefined)
          return reader.fail(`'${value.text}' : unknown ssl/tls version on global statement '${name}'.`)
        applies.push(boundOf(side, text, version))
      } else return reader.fail(`unknown option '${text}' on global statement '${name}'.`)
    }
    if (applies.length > 0) return applies
    return reader.fail(`global statement '${name}' expects an option as an argument.`, {
      code: 'config/missing-argument',
    })
  })

function boundOf(side: Side, word: string, version: VersionName): Apply {
  return ({ [side]: { versions } }) => {
    versions[word === 'ssl-min-ver' ? 'minimum' : 'maximum'] = version
  }
}

/** Switches that listeners and servers start from. */
export const defaultOptions = sides.map((side) =>
  defineDirective({
    name: `ssl-default-${side}-options`,
    summary: `Sets what ${others[side]} with TLS start from.`,
    manual: '3.1',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [optionWords(side)],
    apply(record, [applies]) {
      for (const apply of applies) apply(record)
    },
  }),
)

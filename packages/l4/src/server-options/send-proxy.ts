import {
  custom,
  declaredAs,
  defineServerOption,
  FAILED,
  type Failed,
  type LogFormatNode,
  type Parameter,
  parseInteger,
} from '@weir/keyword'
import { type ProxyField, type ProxyHeaderWords, proxyFields, transportOptions } from '../transport-options.ts'

interface Row {
  readonly name: string
  readonly version: 1 | 2
  readonly fields: readonly ProxyField[]
  readonly summary: string
}

const rows: readonly Row[] = [
  {
    name: 'send-proxy',
    version: 1,
    fields: [],
    summary: 'Tells the server the client’s addresses in a PROXY header, version 1.',
  },
  {
    name: 'send-proxy-v2',
    version: 2,
    fields: [],
    summary: 'Tells the server the client’s addresses in a PROXY header, version 2.',
  },
  {
    name: 'send-proxy-v2-ssl',
    version: 2,
    fields: ['ssl'],
    summary: 'Tells the server of the client’s TLS as well, in a PROXY header of version 2.',
  },
  {
    name: 'send-proxy-v2-ssl-cn',
    version: 2,
    fields: ['ssl', 'cert-cn'],
    summary: 'Tells the server of the client’s TLS and the name in its certificate, in a PROXY header of version 2.',
  },
]

/** The same words with or without a version and its fields. */
function change(words: ProxyHeaderWords, { version, fields }: Row, isOn: boolean): ProxyHeaderWords {
  const others = new Set<1 | 2>([...words.versions].filter((one) => one !== version))
  const rest = new Set([...words.fields].filter((field) => !fields.includes(field)))
  return isOn
    ? { ...words, versions: others.add(version), fields: new Set([...rest, ...fields]) }
    : { ...words, versions: others, fields: rest }
}

/** PROXY headers to servers (manual 5.2). */
export const sendProxyOptions = rows.flatMap((row) => [
  defineServerOption({
    name: row.name,
    summary: row.summary,
    manual: '5.2',
    options: transportOptions,
    params: [],
    apply(record) {
      record.sendProxy = change(record.sendProxy, row, true)
    },
  }),
  defineServerOption({
    name: `no-${row.name}`,
    summary: `Takes back ${row.name} of default-server.`,
    manual: '5.2',
    options: transportOptions,
    params: [],
    apply(record) {
      record.sendProxy = change(record.sendProxy, row, false)
    },
  }),
])

const fieldNames: Parameter<readonly ProxyField[]> = custom(
  'options',
  '<option>[,<option>]*',
  (reader): readonly ProxyField[] | Failed => {
    const found: ProxyField[] = []
    for (const name of (reader.next()?.text ?? '').split(',')) {
      const field = proxyFields.find((one) => one === name)
      if (field === undefined) return reader.fail(`'${name}' : proxy v2 option not implemented`)
      found.push(field)
    }
    return found
  },
)

/** What the header tells beside addresses. */
export const proxyV2Options = defineServerOption({
  name: 'proxy-v2-options',
  summary: 'Sets what PROXY headers of version 2 tell beside addresses.',
  manual: '5.2',
  options: transportOptions,
  params: [declaredAs(fieldNames, 1)],
  apply(record, [fields]) {
    const { sendProxy } = record
    record.sendProxy = { ...sendProxy, fields: new Set([...sendProxy.fields, ...fields]) }
  },
})

const typeAndFormat = custom(
  'format',
  '(<type>) <format>',
  (reader): { readonly type: number; readonly format: LogFormatNode } | Failed => {
    const text = /^\((.*)\)$/.exec(reader.suffix)?.[1] ?? ''
    const type = /^0[xX][0-9a-fA-F]+$/.test(text) ? Number(text) : parseInteger(text)
    const word = reader.next()
    if (type === null || type < 0) return reader.fail(`expects the number of a field in parentheses, but got '${text}'`)
    if (type > 255) return reader.fail('the maximum allowed TLV ID is 255')
    if (word === null)
      return reader.fail('expects a format for the value of the field', { code: 'config/missing-argument' })
    const format = reader.host.logFormat(reader, word)
    return format === FAILED ? FAILED : { type, format }
  },
)

/** A field of one's own. */
export const proxyV2Format = defineServerOption({
  name: 'set-proxy-v2-tlv-fmt',
  summary: 'Adds a field of any type to PROXY headers of version 2.',
  manual: '5.2',
  isPrefix: true,
  options: transportOptions,
  params: [typeAndFormat],
  apply(record, [field]) {
    const { sendProxy } = record
    const others = sendProxy.formats.filter(({ type }) => type !== field.type)
    record.sendProxy = { ...sendProxy, formats: [...others, field] }
  },
})

import { custom, defineServerOption, type ExpressionNode, FAILED, isAvailable } from '@weir/keyword'
import { type ServerTlsOptions, serverTlsOptions } from '../tls/options.ts'
import { needed } from '../tls/words.ts'

/** An expression that is evaluated when a connection to the server is made. */
const nameExpression = (what: string) =>
  custom<ExpressionNode>(
    'expression',
    '<expression>',
    (reader) => {
      if (reader.peek() === null)
        return reader.fail(`'${reader.keyword.text}' : missing ${what} expression`, { code: 'config/missing-argument' })
      const node = reader.host.expression(reader)
      if (node === FAILED) return node
      if (isAvailable(node.fetch.keyword.source, 'server source selection')) return node
      return reader.fail(
        `error detected while parsing ${what} expression : fetch method '${node.text}' extracts information from '${node.fetch.keyword.source}', none of which is available here`,
        { span: node.span },
      )
    },
    'expression',
  )

const switches: readonly (readonly [string, string, (record: ServerTlsOptions) => void])[] = [
  ['sni-auto', 'Asks for the host of the request.', (record) => (record.asksForHost = true)],
  ['no-sni-auto', 'Asks for no name unless sni gives one.', (record) => (record.asksForHost = false)],
  ['check-ssl', 'Lets checks speak TLS.', (record) => (record.checksWithTls = true)],
  ['no-check-ssl', 'Lets checks not speak TLS.', (record) => (record.checksWithTls = false)],
  ['check-sni-auto', 'Lets checks ask for the host of their request.', (record) => (record.checksAskForHost = true)],
  ['no-check-sni-auto', 'Lets checks ask for no name by themselves.', (record) => (record.checksAskForHost = false)],
]

/** The name that a server is asked for (manual 5.2). */
export const serverNames = [
  defineServerOption({
    name: 'sni',
    summary: 'Sets the name that the server is asked for.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [nameExpression('sni')],
    apply(record, [expression]) {
      record.serverName = expression
    },
  }),
  defineServerOption({
    name: 'pool-conn-name',
    summary: 'Sets the name by which idle connections are told apart.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [nameExpression('pool-conn-name')],
    apply(record, [expression]) {
      record.poolName = expression
    },
  }),
  defineServerOption({
    name: 'check-sni',
    summary: 'Sets the name that checks ask the server for.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [needed('sni', 'missing SNI')],
    apply(record, [name]) {
      record.checkServerName = name
    },
  }),
  ...switches.map(([name, summary, apply]) =>
    defineServerOption({
      name,
      summary,
      manual: '5.2',
      options: serverTlsOptions,
      params: [],
      apply: (record) => apply(record),
    }),
  ),
]

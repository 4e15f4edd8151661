import { defineBindOption } from '@weir/keyword'
import { bindTlsOptions } from '../tls/options.ts'

const rows: readonly (readonly [string, boolean, string])[] = [
  ['strict-sni', true, 'Refuses clients whose name no certificate has.'],
  ['no-strict-sni', false, 'Serves clients whose name no certificate has with the default one.'],
]

/** What clients get whose name is unknown (manual 5.1). */
export const strictness = rows.map(([name, isStrict, summary]) =>
  defineBindOption({
    name,
    summary,
    manual: '5.1',
    options: bindTlsOptions,
    params: [],
    apply(record) {
      record.isStrict = isStrict
    },
  }),
)

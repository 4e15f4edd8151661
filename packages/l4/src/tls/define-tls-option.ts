import {
  type BindOptionKeyword,
  defineBindOption,
  defineServerOption,
  type Parameter,
  type ServerOptionKeyword,
} from '@weir/keyword'
import type { NegotiationRow } from './define-negotiation.ts'
import { type BindTlsOptions, bindTlsOptions, type ServerTlsOptions, serverTlsOptions } from './options.ts'

type Params = readonly Parameter<unknown>[]

export function defineTlsBindOption(
  row: NegotiationRow,
  isCrtListOption = false,
): BindOptionKeyword<Params, BindTlsOptions> {
  const { name, summary, params, withoutEffect } = row
  return defineBindOption<Params, BindTlsOptions>({
    name,
    summary,
    manual: '5.1',
    options: bindTlsOptions,
    isCrtListOption,
    params,
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
    apply: (record, [value]) => row.apply(record, value),
  })
}

export function defineTlsServerOption(row: NegotiationRow): ServerOptionKeyword<Params, ServerTlsOptions> {
  const { name, summary, params, withoutEffect } = row
  return defineServerOption<Params, ServerTlsOptions>({
    name,
    summary,
    manual: '5.2',
    options: serverTlsOptions,
    params,
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
    apply: (record, [value]) => row.apply(record, value),
  })
}

import { definePass } from '@weir/keyword'
import { processOptions as bufferOptions } from '@weir/l4'
import { inertOptions } from '../options.ts'

/** Settings of `global` that make no sense together (since 2.6 §5.1 and §5.2), also where nothing reads them. */
export const settingsAtOdds = definePass({
  name: 'settings-at-odds',
  summary: 'Checks sizes and delays of section global against each other.',
  run({ model, report }) {
    const { values } = model.global.options.get(inertOptions)
    const { bufferSizeBytes, largeBufferBytes, smallBufferBytes } = model.global.options.get(bufferOptions)
    const numberOf = (name: string, unset: number): number => Number(values.get(name) ?? unset)
    const warn = (name: string, message: string): void =>
      report({ code: 'control/settings-at-odds', severity: 'warning', message, span: model.global.lineOf(name) })
    if (largeBufferBytes !== null && largeBufferBytes < bufferSizeBytes)
      warn('tune.bufsize.large', "'tune.bufsize.large' is smaller than 'tune.bufsize': there are no large buffers")
    if (smallBufferBytes !== null && smallBufferBytes >= bufferSizeBytes)
      warn('tune.bufsize.small', "'tune.bufsize.small' is not smaller than 'tune.bufsize': there are no small buffers")
    const minimum = numberOf('ocsp-update.mindelay', numberOf('tune.ssl.ocsp-update.mindelay', 300))
    const maximum = numberOf('ocsp-update.maxdelay', numberOf('tune.ssl.ocsp-update.maxdelay', 3600))
    if (minimum <= maximum) return
    const spans = [...values.keys()].flatMap((name) =>
      name.includes('ocsp-update.m') ? (model.global.lineOf(name) ?? []) : [],
    )
    report({
      code: 'control/settings-at-odds',
      severity: 'alert',
      stage: 'parsing',
      message: `'ocsp-update.mindelay' (${minimum}) is above 'ocsp-update.maxdelay' (${maximum})`,
      span: spans.reduce((last, span) => (span.line > last.line ? span : last), spans[0] ?? model.global.span),
    })
  },
})

import { defineCheck, defineDirective, verdicts } from '@weir/keyword'
import type { CheckFactory } from '../check-factory.ts'
import { createScript, createStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

const create: CheckFactory = ({ options }) =>
  createScript(
    [
      createStep(
        (run) => {
          if (run.begin()) run.runProgram(options.command ?? '', options.commandPath)
          return verdicts.wait
        },
        { label: 'external-check', timeoutStatus: 'PROCTOUT' },
      ),
    ],
    { status: 'PROCOK' },
  )

export const externalCheck = defineCheck({
  name: 'external-check',
  summary: 'Runs a program, which passes by ending with status 0.',
  create,
})

export const optionExternalCheck = defineDirective({
  name: 'option external-check',
  summary: 'Checks servers with a program.',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { span }) {
    record.kind = { keyword: externalCheck, name: 'external-check', values: [], span }
  },
})

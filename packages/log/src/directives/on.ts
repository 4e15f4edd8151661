import { custom, defineDirective, FAILED, type LogFormatNode } from '@weir/keyword'
import { type LogProfileStep, type LogStep, logProfileOptions, logSteps } from '../options.ts'

interface StepLine {
  readonly step: LogStep
  readonly profileStep: LogProfileStep
}

const stepLine = custom<StepLine>('step', '<step> [drop] [format <format>] [sd <format>]', (reader) => {
  const stepWord = reader.next()
  const step = logSteps.find((candidate) => candidate === stepWord?.text)
  if (stepWord === null || step === undefined) {
    return reader.fail(`'on' expects a log step, one of '${logSteps.join("', '")}'`)
  }
  let isDropped = false
  let format: LogFormatNode | null = null
  let structuredData: LogFormatNode | null = null
  if (reader.peek() === null) return reader.fail(`'on ${step}' expects 'drop', 'format' or 'sd'`)
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (word.text === 'drop') isDropped = true
    else if (word.text === 'format' || word.text === 'sd') {
      const formatWord = reader.next()
      if (formatWord === null) return reader.fail(`'on ${step}' expects a log format after '${word.text}'`)
      const node = reader.host.logFormat(reader, formatWord)
      if (node === FAILED) return FAILED
      if (word.text === 'format') format = node
      else structuredData = node
    } else return reader.fail(`'on ${step}' expects 'drop', 'format' or 'sd', but got '${word.text}'`)
  }
  return { step, profileStep: { isDropped, format, structuredData } }
})

/** Says how a profile builds messages at one step. Manual 12.8. */
export const on = defineDirective({
  name: 'on',
  summary: 'Drops the messages of one step, or builds them with formats of their own.',
  manual: '12.8',
  sections: ['log-profile'],
  phase: 'logs',
  options: logProfileOptions,
  params: [stepLine],
  apply(record, [{ step, profileStep }]) {
    record.steps.set(step, profileStep)
  },
})

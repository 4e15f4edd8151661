import { defineDirective, flag, text } from '@weir/keyword'
import { backendCheckOptions, checkProcessOptions } from '../options.ts'

const sections = ['defaults', 'listen', 'backend'] as const

/** Allows checks that run programs. Manual 3.1; `preserve-env` is of 2.9. */
export const externalCheck = defineDirective({
  name: 'external-check',
  summary: "Allows 'option external-check', which runs programs.",
  manual: '3.1',
  sections: ['global'],
  options: checkProcessOptions,
  params: [flag('preserve-env')],
  apply(record, [keepsEnvironment]) {
    record.allowsPrograms = true
    record.keepsEnvironment = keepsEnvironment
  },
})

export const insecureForkWanted = defineDirective({
  name: 'insecure-fork-wanted',
  summary: 'Lets the process start others: without it no check runs a program.',
  manual: '3.1',
  sections: ['global'],
  prefixes: ['no'],
  options: checkProcessOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.mayFork = prefix === null
  },
})

export const externalCheckCommand = defineDirective({
  name: 'external-check command',
  summary: 'Names the program that checks servers.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  params: [text('command')],
  apply(record, [command]) {
    record.command = command
  },
})

export const externalCheckPath = defineDirective({
  name: 'external-check path',
  summary: 'Sets PATH for the program that checks servers; it is empty otherwise.',
  manual: '4.2',
  sections,
  options: backendCheckOptions,
  params: [text('path')],
  apply(record, [path]) {
    record.commandPath = path
  },
})

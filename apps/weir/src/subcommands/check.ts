import type { Diagnostic } from '@weir/base'
import { createEnvironment } from '@weir/config'
import { readSources } from '../check.ts'
import { type ConfigurationFile, readConfigurationFiles } from '../configuration-files.ts'
import { renderForTerminal } from '../render.ts'
import { SourceExcerpts } from '../source-excerpts.ts'
import { readOperands } from './operands.ts'
import { renderSarif } from './sarif.ts'
import type { Subcommand } from './subcommands.ts'

/**
 * `weir check FILE…`: reads the files as one configuration and reports everything it finds, for people, or with `--json`
 * and `--sarif` for programs. Exit code 0 when HAProxy's language would take it, 1 otherwise.
 */
export const check: Subcommand = (words, site) => {
  const operands = readOperands(words, ['--json', '--sarif'])
  const files = 'error' in operands ? operands : readConfigurationFiles(operands.paths)
  if ('error' in operands || 'error' in files) {
    site.error(`weir check: ${'error' in files ? files.error : ''}\n`)
    return 1
  }
  const { diagnostics, isValid } = readSources(files, createEnvironment(site.environment))
  if (operands.flag === '--json') site.output(`${JSON.stringify(toJson(files, diagnostics, isValid), null, 2)}\n`)
  else if (operands.flag === '--sarif') site.output(`${JSON.stringify(renderSarif(diagnostics), null, 2)}\n`)
  else site.output(renderForPeople(files, diagnostics, site.hasColour))
  return isValid ? 0 : 1
}

function renderForPeople(
  files: readonly ConfigurationFile[],
  diagnostics: readonly Diagnostic[],
  hasColour: boolean,
): string {
  const excerpts = new SourceExcerpts()
  for (const { name, text } of files) excerpts.add(name, text)
  const findings = diagnostics.map((diagnostic) => `${renderForTerminal(diagnostic, excerpts, hasColour)}\n\n`)
  return `${findings.join('')}${summarise(files.length, diagnostics)}\n`
}

function summarise(fileCount: number, diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const plural = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`
  return `${plural(fileCount, 'file')}, ${plural(count('alert'), 'error')}, ${plural(count('warning'), 'warning')}`
}

function toJson(files: readonly ConfigurationFile[], diagnostics: readonly Diagnostic[], isValid: boolean): object {
  return {
    files: files.map(({ name }) => name),
    isValid,
    diagnostics: diagnostics.map(({ code, severity, message, hint, span, related = [] }) => ({
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      place: place(span),
      related: related.map((other) => ({ message: other.message, place: place(other.span) })),
    })),
  }
}

/** Lines and columns count from 1, columns in bytes. */
function place(span: Diagnostic['span']): object | null {
  return span === null ? null : { file: span.file, line: span.line, column: span.column + 1, lengthBytes: span.length }
}

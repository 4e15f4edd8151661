import type { Diagnostic, Span } from '@weir/base'
import { weirVersion } from '../version.ts'

const levels = { alert: 'error', warning: 'warning', notice: 'note', diag: 'note' } as const

/** Findings in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export function renderSarif(diagnostics: readonly Diagnostic[]): object {
  const rules = [...new Set(diagnostics.map(({ code }) => code))]
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'weir', version: weirVersion, rules: rules.map((id) => ({ id })) } },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map(({ code, severity, message, hint, span, related = [] }) => ({
          ruleId: code,
          ruleIndex: rules.indexOf(code),
          level: levels[severity],
          message: { text: hint === undefined ? message : `${message}; ${hint}` },
          locations: span === null ? [] : [{ physicalLocation: physicalLocation(span) }],
          relatedLocations: related.map((other, index) => ({
            id: index + 1,
            physicalLocation: physicalLocation(other.span),
            message: { text: other.message },
          })),
        })),
      },
    ],
  }
}

function physicalLocation({ file, line, column, length }: Span): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, startColumn: column + 1, endColumn: column + 1 + Math.max(length, 1) },
  }
}

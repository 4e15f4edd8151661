import type { FieldValue } from '../stats/fields.ts'

/** One metric family of the Prometheus text format. */
export interface MetricFamily {
  readonly name: string
  readonly type: 'counter' | 'gauge'
  readonly help: string
  readonly samples: readonly MetricSample[]
}

export interface MetricSample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A field that is a number, or null. */
export function numeric(value: FieldValue): number | null {
  return typeof value === 'number' ? value : null
}

/** The text exposition format, version 0.0.4. Families without samples are left out. */
export function formatMetrics(families: readonly MetricFamily[]): string {
  let text = ''
  for (const { name, type, help, samples } of families) {
    if (samples.length === 0) continue
    text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`
    for (const { labels, value } of samples) {
      const pairs = Object.entries(labels).map(([label, content]) => `${label}="${escapeLabel(content)}"`)
      text += `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`
    }
  }
  return text
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
